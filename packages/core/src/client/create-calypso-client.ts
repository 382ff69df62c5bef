import { CalypsoArgumentError } from "../errors.ts";
import { checkMessage } from "../messages/check-message.ts";
import { toWire } from "../messages/encode-message.ts";
import type { Page } from "../messages/page.ts";
import type { ListOperation, Operation } from "../operations/operation.ts";
import { type OperationGroups, operationGroups } from "../operations/operations.ts";
import { type CalypsoClientOptions, type ClientSettings, readOptions } from "./calypso-client-options.ts";
import { Clock } from "./clock.ts";
import { createPagePromise, type ListRequest, type PagePromise } from "./page-promise.ts";
import { send } from "./send.ts";

export interface CallOptions {
  /** Stops waiting. If the request was already sent, its outcome is unknown. */
  signal?: AbortSignal;
}

/** How an operation is called: with its payload alone. The client adds account, timestamp and signature. */
export type Call<O> =
  O extends ListOperation<infer Request, infer Item>
    ? (payload: Request, options?: CallOptions) => PagePromise<Item>
    : O extends Operation<infer Request, infer Response>
      ? [Request] extends [undefined]
        ? (payload?: undefined, options?: CallOptions) => Promise<Response>
        : (payload: Request, options?: CallOptions) => Promise<Response>
      : never;

/** The API's operations, grouped as in its reference: `client.invoice.get({ id })`. */
export type CalypsoClient = {
  readonly [Group in keyof OperationGroups]: {
    readonly [Name in keyof OperationGroups[Group]]: Call<OperationGroups[Group][Name]>;
  };
} & {
  /**
   * This machine's clock minus the server's at the last answer, in milliseconds; `undefined` before the first answer,
   * and where a browser hides the `Date` header.
   */
  readonly clockSkewMs: number | undefined;
};

/**
 * Creates a client of the API. A call ends in one of three ways: it returns (done), throws `CalypsoRejectedError` or
 * `CalypsoArgumentError` (failed: no effect), or throws `CalypsoUnknownOutcomeError` (unknown: read the object by its
 * idempotency key).
 *
 * Amounts are decimal strings in both directions.
 *
 * @throws {CalypsoArgumentError} naming the invalid option.
 * @example
 * const client = createCalypsoClient({ publicKey, secretKey, account });
 * const invoice = await client.invoice.get({ id });
 * for await (const payout of client.payout.list({ stateNames: ["FAILED"] })) console.log(payout.id);
 *
 * Source: documentation, "Get started with API".
 */
export function createCalypsoClient(options: CalypsoClientOptions): CalypsoClient {
  const context = readOptions(options);
  const clock = new Clock(context.now);
  const groups = Object.entries(operationGroups).map(([group, members]) => [
    group,
    Object.fromEntries(
      Object.entries<Operation>(members).map(([name, operation]) => [
        name,
        createCall(`${group}.${name}`, operation, context, clock),
      ]),
    ),
  ]);
  return Object.defineProperty(Object.fromEntries(groups), "clockSkewMs", {
    get: () => clock.skewMs,
    enumerable: true,
  });
}

function createCall(name: string, operation: Operation, settings: ClientSettings, clock: Clock) {
  return (payload: unknown, { signal }: CallOptions = {}) => {
    const sendPayload = async (given: unknown) =>
      send({ ...prepare(name, operation, given, settings), signal }, settings, clock);
    return isList(operation)
      ? createPagePromise(
          operation,
          payload as ListRequest,
          (request) => sendPayload(request) as Promise<Page<unknown>>,
        )
      : sendPayload(payload);
  };
}

const isList = (operation: Operation): operation is ListOperation => operation.pageSizeField !== undefined;

/** Checks the payload and builds the request. */
function prepare(name: string, operation: Operation, given: unknown, { account, now }: ClientSettings) {
  const keyed = operation.effect === "keyed" ? withKey(given, operation.keyField) : given;
  const payload = operation.request === undefined ? undefined : checkMessage(operation.request, keyed, "payload");
  const problem = operation.check?.(payload, now());
  if (problem !== undefined) {
    const path = `payload.${problem.field}`;
    throw new CalypsoArgumentError(`${name}: ${path} must be ${problem.expected}`, { path });
  }
  const { path, rest } = fillPath(operation.path, payload);
  const wirePayload = operation.request === undefined ? undefined : toWire(operation.request, rest);
  return {
    name,
    operation,
    path,
    idempotencyKey: keyOf(payload, operation),
    body: (timestamp: number) =>
      JSON.stringify({
        ...(operation.account ? { account } : {}),
        timestamp,
        ...(wirePayload === undefined ? {} : { payload: wirePayload }),
      }),
  };
}

/** Gives a request without a key one, so that repeating it after a lost answer has no second effect. */
function withKey(payload: unknown, keyField: string): unknown {
  if (typeof payload !== "object" || payload === null) return payload;
  const fields = payload as Record<string, unknown>;
  return fields[keyField] === undefined ? { ...fields, [keyField]: crypto.randomUUID() } : payload;
}

function keyOf(payload: unknown, { keyField }: Operation): string | undefined {
  const key = (payload as Record<string, unknown> | undefined)?.[keyField];
  return typeof key === "string" ? key : undefined;
}

/** Moves the request's fields that the path names from the payload into the path. */
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
