import { createCalypsoClient } from "@calypso-commerce/core";
import { decodeMessage, type Operation, type OperationName, operations } from "@calypso-commerce/core/schemas";
import { fromWire } from "../../src/api/from-wire.ts";
import type { Emulator } from "../../src/index.ts";
import { readJson } from "../../src/wire/json.ts";
import type { Merchant } from "./merchant.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
type Json = any;

/** Fields of an answer that core's schema doesn't have. Null counts as absent. */
function unknownFields(answered: Json, decoded: Json, path: string): string[] {
  if (Array.isArray(answered) && Array.isArray(decoded)) {
    return answered.flatMap((item, index) => unknownFields(item, decoded[index], path));
  }
  // A currency object is read as its code.
  if (typeof answered !== "object" || answered === null || typeof decoded !== "object") return [];
  return Object.entries(answered).flatMap(([key, value]) =>
    value === null || key in decoded ? unknownFields(value, decoded[key], `${path}.${key}`) : [`${path}.${key}`],
  );
}

export interface Driver {
  /** The operations that succeeded. */
  readonly done: ReadonlySet<OperationName>;
  /** Calls an operation and returns the answer's JSON. @throws Error when it is refused. */
  call(name: OperationName, payload?: Record<string, unknown>): Promise<Json>;
}

/** Calls operations through core's client. */
export function createClientDriver({ publicKey, secretKey, account, url }: Emulator): Driver {
  const done = new Set<OperationName>();
  let answered = "";
  const client = createCalypsoClient({
    publicKey,
    secretKey,
    account,
    baseUrl: url,
    retries: 0,
    async fetch(...request) {
      const response = await fetch(...request);
      answered = await response.clone().text();
      return response;
    },
  });
  return {
    done,
    async call(name, payload) {
      const [group, method] = name.split(".") as [keyof typeof client, string];
      const { request } = operations[name] as unknown as Operation;
      // The client takes amounts as decimal strings.
      const args = request ? [fromWire(request, readJson(JSON.stringify(payload)))] : [];
      await (client[group] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[method]?.(...args);
      done.add(name);
      return answered === "" ? undefined : JSON.parse(answered);
    },
  };
}

/**
 * Calls operations with signatures of node:crypto, and checks that each answer has exactly the fields in core's schema.
 */
export function createDriver(merchant: Merchant): Driver {
  const done = new Set<OperationName>();
  return {
    done,
    async call(name, payload) {
      const { method, path, response } = operations[name] as unknown as Operation;
      const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param as string);
      const filled = params.reduce((text, param) => text.replace(`{${param}}`, String(payload?.[param])), path);
      const rest = Object.fromEntries(Object.entries(payload ?? {}).filter(([key]) => !params.includes(key)));
      const answer = await merchant.call(filled.replace("/api/v1", ""), payload && rest, { method });
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`);
      done.add(name);
      if (!response) {
        if (answer.text !== "") throw new Error(`${name} should have no body`);
        return undefined;
      }
      const unknown = unknownFields(answer.json, decodeMessage(response, answer.text), name);
      if (unknown.length > 0) throw new Error(`core doesn't know ${unknown.join(", ")}`);
      return answer.json;
    },
  };
}
