import type { MessageSchema } from "../messages/message-schema.ts";

/**
 * What repeating a request does, and so whether the client may repeat it when its outcome is unknown.
 *
 * - `read`: nothing changes
 * - `repeatable`: the second time changes nothing more (archive, cancel, return to paid)
 * - `keyed`: the API takes the same idempotency key once only
 * - `once`: each request has an effect of its own; never repeated
 */
export type OperationEffect = "read" | "repeatable" | "keyed" | "once";

export interface OperationDefinition<Request, Response> {
  readonly method: "POST" | "DELETE";
  /** A segment in braces is filled from the request's field of that name. */
  readonly path: `/api/v1/${string}`;
  readonly effect: OperationEffect;
  /** Whether the body names the account. @default true */
  readonly account?: boolean;
  /** The request's field that makes it unique, for `keyed` operations. @default "idempotencyKey" */
  readonly keyField?: string;
  /** For lists: what the request calls a page's size. */
  readonly pageSizeField?: "pageSize" | "size";
  /** Schema of the body's `payload` together with the path's fields; absent where there is no payload. */
  readonly request?: MessageSchema<Request>;
  /** Absent where the answer has no body. */
  readonly response?: MessageSchema<Response>;
  /** What a schema cannot know: says what is wrong, or nothing. */
  readonly check?: (request: Request, nowMs: number) => { field: string; expected: string } | undefined;
}

/** One operation of the API as data: the client, the emulator's checks and the OpenAPI document all follow from it. */
export interface Operation<Request = unknown, Response = unknown> extends OperationDefinition<Request, Response> {
  readonly account: boolean;
  readonly keyField: string;
}

export function operation<Request = undefined, Response = void>(
  definition: OperationDefinition<Request, Response>,
): Operation<Request, Response> {
  return { account: true, keyField: "idempotencyKey", ...definition };
}
