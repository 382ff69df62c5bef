import { CalypsoArgumentError } from "../errors.ts";
import { checkMessage } from "../messages/check-message.ts";
import { toWire } from "../messages/encode-message.ts";
import type { Operation } from "../operations/operation.ts";
import { type OperationGroups, operationGroups } from "../operations/operations.ts";
import { Clock } from "./clock.ts";
import { type CalypsoClientOptions, type ClientSettings, readOptions } from "./options.ts";
import { send } from "./send.ts";

export interface CallOptions {
  /** Stops waiting. If the request was under way, its outcome is unknown. */
  signal?: AbortSignal;
}

/** How an operation is called: with its payload alone; account, timestamp and signature are the client's. */
export type Call<O> =
  O extends Operation<infer Request, infer Response>
    ? ([Request] extends [undefined]
        ? (payload?: undefined, options?: CallOptions) => Promise<Response>
        : (payload: Request, options?: CallOptions) => Promise<Response>) & {
        /** What is called, as data. */
        readonly operation: Operation<Request, Response>;
      }
    : never;

type Groups = OperationGroups;

/** Groups of calls, as in the API reference: `client.invoice.get({ id })`. */
export type CalypsoClient = {
  readonly [G in keyof Groups]: { readonly [N in keyof Groups[G]]: Call<Groups[G][N]> };
} & {
  /** The account that requests are made for. */
  readonly accountId: string;
  /**
   * This machine's clock minus the server's at the last answer, in milliseconds; `undefined` before the first answer,
   * and where a browser hides the `Date` header.
   */
  readonly clockSkewMs: number | undefined;
};

/**
 * Makes a client of the API. Every call signs the very string it sends, and ends in one of three ways: it returns
 * (done), throws `CalypsoRejectedError` or `CalypsoArgumentError` (failed: no effect), or throws
 * `CalypsoUnknownOutcomeError` (unknown: read the object by its idempotency key).
 *
 * Amounts are decimal strings in both directions.
 *
 * @throws {CalypsoArgumentError} naming the option that won't do.
 * Source: documentation, "Get started with API".
 */
export function createCalypsoClient(options: CalypsoClientOptions): CalypsoClient {
  const settings = readOptions(options);
  const clock = new Clock(settings.now);
  const groups = Object.entries(operationGroups).map(([group, members]) => [
    group,
    Object.fromEntries(
      Object.entries<Operation>(members as unknown as Record<string, Operation>).map(([name, operation]) => [
        name,
        Object.assign(
          (payload: unknown, callOptions?: CallOptions) =>
            call(`${group}.${name}`, operation, payload, callOptions, settings, clock),
          { operation },
        ),
      ]),
    ),
  ]);
  return Object.defineProperties(Object.fromEntries(groups), {
    accountId: { value: settings.account, enumerable: true },
    clockSkewMs: { get: () => clock.skewMs, enumerable: true },
  }) as CalypsoClient;
}

async function call(
  name: string,
  operation: Operation,
  given: unknown,
  callOptions: CallOptions | undefined,
  settings: ClientSettings,
  clock: Clock,
): Promise<unknown> {
  const keyed = operation.effect === "keyed" ? withKey(given, operation.keyField) : given;
  const payload = operation.request === undefined ? undefined : checkMessage(operation.request, keyed, "payload");
  const wrong = operation.check?.(payload, settings.now());
  if (wrong !== undefined) {
    const path = `payload.${wrong.field}`;
    throw new CalypsoArgumentError(`${name}: ${path} must be ${wrong.expected}`, { path });
  }
  const { path, rest } = fillPath(operation.path, payload);
  const wirePayload = operation.request === undefined ? undefined : toWire(operation.request, rest);
  return send(
    {
      name,
      operation,
      path,
      idempotencyKey: keyOf(payload, operation),
      body: (timestamp) =>
        JSON.stringify({
          ...(operation.account ? { account: settings.account } : {}),
          timestamp,
          ...(wirePayload === undefined ? {} : { payload: wirePayload }),
        }),
      signal: callOptions?.signal,
    },
    settings,
    clock,
  );
}

/** A request without a key gets one, so that it can be repeated after a lost answer without having effect twice. */
function withKey(payload: unknown, keyField: string): unknown {
  if (typeof payload !== "object" || payload === null) return payload;
  const fields = payload as Record<string, unknown>;
  return fields[keyField] === undefined ? { ...fields, [keyField]: crypto.randomUUID() } : payload;
}

function keyOf(payload: unknown, { keyField }: Operation): string | undefined {
  const key = (payload as Record<string, unknown> | undefined)?.[keyField];
  return typeof key === "string" ? key : undefined;
}

/** Puts the request's fields that the path names into it, and leaves the others for the payload. */
function fillPath(template: string, payload: unknown): { path: string; rest: unknown } {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  if (names.length === 0) return { path: template, rest: payload };
  const rest = { ...(payload as Record<string, unknown>) };
  let path = template;
  for (const name of names) {
    path = path.replace(`{${name}}`, encodeURIComponent(String(rest[name])));
    delete rest[name];
  }
  return { path, rest };
}
