import { type RecordingServer, startRecordingServer } from "@calypso-commerce/testkit/recording-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCalypsoClient } from "../../src/index.ts";
import { decodeMessage, type Operation, operations } from "../../src/schemas.ts";
import reference from "../data/operations.json" with { type: "json" };

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The reference's examples have "text" even for URLs. */
const WEB_URL = "https://shop.example/x";

/** The reference shows currency objects where every guide sends and receives the code as text. */
const isCurrencyObject = (value: Json): boolean =>
  typeof value === "object" && value !== null && "feeCurrencyName" in value && "garbageAmount" in value;

function prepare(value: Json, key = ""): Json {
  if (isCurrencyObject(value)) return "text";
  if (Array.isArray(value)) return value.map((item) => prepare(item, key));
  if (typeof value !== "object" || value === null) return value === "text" && /url$/i.test(key) ? WEB_URL : value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, prepare(field, name)]));
}

/** The value with each leaf replaced by its JSON type. */
function shape(value: unknown): Json {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([key, field]) => [key, shape(field)]),
  );
}

const byRoute = new Map(
  Object.entries<Operation>(operations as never).map(([name, op]) => [`${op.method} ${op.path}`, { name, op }]),
);

/** Shortly before the examples' expiration dates. */
const now = () => Date.parse("2025-06-06T12:00:00Z");

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

describe("the API reference", () => {
  it("has the same 110 operations as core", () => {
    expect(reference).toHaveLength(110);
    const routes = reference.map(({ method, path }) => `${method} ${path}`);
    expect([...byRoute.keys()].toSorted()).toEqual(routes.toSorted());
    expect(Object.keys(operations)).toHaveLength(110);
  });

  it.each(reference.map((entry) => [`${entry.method} ${entry.path}`, entry] as const))(
    "%s is sent and read like its example",
    async (route, entry) => {
      const found = byRoute.get(route);
      if (found === undefined) throw new Error("not in core");
      const { name, op } = found;
      const example = prepare(entry.request as Json) as { payload?: { [key: string]: Json } };
      const pathFields = entry.path.includes("{type}") ? { type: "SEPA" } : {};

      const [group, member] = name.split(".") as [string, string];
      const client = createCalypsoClient({
        publicKey: "p",
        secretKey: "s",
        account: "text",
        baseUrl: server.url,
        retries: 0,
        now,
      }) as unknown as Record<string, Record<string, (payload?: unknown) => Promise<unknown>>>;

      server.answer({ body: entry.response === null ? "" : JSON.stringify(entry.response) });
      const payload = op.request && readExample(op, { ...pathFields, ...example.payload });
      const answer = await client[group]?.[member]?.(payload);

      const request = server.requests[0];
      expect(`${request?.method} ${request?.path}`).toBe(route.replace("{type}", "SEPA"));
      expect(shape(JSON.parse(request?.body ?? ""))).toEqual(shape(example));
      if (entry.response === null) expect(answer).toBeUndefined();
      else {
        // The list of currencies keeps the objects; elsewhere a currency is its code.
        const kept = name === "currency.all" ? (entry.response as Json) : prepare(entry.response as Json);
        expect(keys(answer as Json)).toEqual(keys(kept));
      }
    },
  );
});

/** The example as a caller passes it, with amounts as decimal strings. */
function readExample(op: Operation, example: { [key: string]: Json }): unknown {
  const payload = decodeMessage(op.request as never, JSON.stringify(example)) as { [key: string]: Json };
  // Sent as it is, whatever it contains.
  return example.zoneOffset === undefined ? payload : { ...payload, zoneOffset: example.zoneOffset };
}

/** Every path of keys in a value. */
function keys(value: Json, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((item) => ["[]", item] as const) : Object.entries(value);
  // Empty lists and fields lose nothing.
  return entries.length === 0 ? [path] : entries.flatMap(([key, field]) => keys(field, `${path}/${key}`)).toSorted();
}
