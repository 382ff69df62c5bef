import { type EventType, eventAliases, eventCatalog, type FieldKind } from "../src/events/event-catalog.ts";

const fieldSchemas: Record<FieldKind, object> = {
  text: { type: ["string", "number"] },
  amount: { type: ["number", "string"] },
  flag: { type: "boolean" },
  list: { type: ["array", "string"], items: { type: "string" } },
  any: {},
};

/** An event as an entry of OpenAPI's `webhooks`. */
export function describeEvent(type: EventType): object {
  const { entity, change, fields } = eventCatalog[type];
  const aliases = Object.entries(eventAliases).flatMap(([alias, name]) => (name === type ? [alias] : []));
  const data = Object.entries<FieldKind>(fields).map(([name, kind]) => [name, fieldSchemas[kind]]);
  const schema = {
    type: "object",
    properties: {
      requestId: { type: "string", description: "Id of the subscription" },
      id: { type: "number" },
      createdDate: { type: "string" },
      level: { type: "string", "x-known-values": ["SUCCESS", "INFO", "WARNING"] },
      service: { type: "string" },
      eventType: { enum: [type, ...aliases] },
      data: { type: "object", properties: Object.fromEntries(data) },
    },
  };
  return {
    post: {
      operationId: type,
      tags: ["webhooks"],
      summary: `${entity}.${change}`,
      ...(aliases.length === 0 ? {} : { description: `Also received as ${aliases.join(", ")}.` }),
      requestBody: { required: true, content: { "application/json": { schema } } },
      responses: { "2XX": { description: "Taken; anything else is tried again, 19 times over 3.8 days" } },
    },
  };
}
