import type { GenericSchema } from "valibot";
import type { Operation } from "../src/operations/operation.ts";
import { wireSchema } from "./wire-schema.ts";

/**
 * @param named schemas that have a component of their own, and its name
 * @param comments each operation's doc comment, by `group.name`
 */
export function createOperationDescriber(
  named: ReadonlyMap<unknown, string>,
  comments: ReadonlyMap<string, string>,
): (name: string, operation: Operation) => object {
  const reference = (schema: unknown) =>
    named.has(schema)
      ? { $ref: `#/components/schemas/${named.get(schema)}` }
      : wireSchema(schema as GenericSchema, named);

  /** Without the fields that go into the path. */
  function payloadOf(request: unknown, pathFields: string[]): object {
    if (pathFields.length === 0) return reference(request);
    const schema = wireSchema(request as GenericSchema, named);
    const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !pathFields.includes(name));
    return {
      ...schema,
      properties: Object.fromEntries(properties),
      required: schema.required?.filter((name) => !pathFields.includes(name)),
    };
  }

  function envelope({ account, request }: Operation, pathFields: string[]): object {
    const properties = {
      ...(account ? { account: { type: "string", description: "Id of the merchant account" } } : {}),
      timestamp: { type: "integer", format: "int64", description: "Milliseconds since 1970, at most 3 minutes off" },
      ...(request === undefined ? {} : { payload: payloadOf(request, pathFields) }),
    };
    return { type: "object", properties, required: Object.keys(properties) };
  }

  function pathParameter({ request }: Operation, name: string): object {
    const { entries } = request as unknown as { entries: Record<string, GenericSchema> };
    return { name, in: "path", required: true, schema: reference(entries[name]) };
  }

  return (name, operation) => {
    const comment = comments.get(name);
    if (comment === undefined) throw new Error(`${name} has no doc comment`);
    const pathFields = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
    const answer =
      operation.response === undefined
        ? {}
        : { content: { "application/json": { schema: reference(operation.response) } } };
    return {
      operationId: name,
      tags: [name.split(".")[0]],
      summary: comment.replaceAll(/\s+/g, " ").replace(/ Source: .*/, ""),
      "x-effect": operation.effect,
      ...(pathFields.length === 0 ? {} : { parameters: pathFields.map((field) => pathParameter(operation, field)) }),
      requestBody: { required: true, content: { "application/json": { schema: envelope(operation, pathFields) } } },
      responses: {
        200: { description: "Done", ...answer },
        400: { description: "Refused: payload, signature, timestamp, or state" },
        500: { description: "Failed: whether it had an effect is unknown" },
      },
    };
  };
}
