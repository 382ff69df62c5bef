import type * as v from "valibot";
import type { MessageSchema } from "../messages/message-schema.ts";
import { type Page, pageOf } from "../messages/page.ts";

/**
 * What repeating a request does, and therefore whether the client may repeat one whose outcome is unknown.
 *
 * - `read`: changes nothing
 * - `repeatable`: a repetition changes nothing more (archive, cancel, return to paid)
 * - `keyed`: the API accepts each idempotency key once
 * - `once`: each request has an effect of its own; never repeated
 */
export type OperationEffect = "read" | "repeatable" | "keyed" | "once";

export interface OperationDefinition<Request, Response> {
  /** @default "POST" */
  readonly method?: "POST" | "DELETE";
  /** A segment in braces is filled from the request's field of that name. */
  readonly path: `/api/v1/${string}`;
  readonly effect: OperationEffect;
  /** Whether the body names the account. @default true */
  readonly account?: boolean;
  /** The request's field that makes it unique, for `keyed` operations. @default "idempotencyKey" */
  readonly keyField?: string;
  /** Schema of the body's `payload` together with the path's fields; absent if there is no payload. */
  readonly request?: MessageSchema<Request>;
  /** Absent if the answer has no body. */
  readonly response?: MessageSchema<Response>;
  /** Checks what a schema can't express. Returns the first problem, if any. */
  readonly check?: (request: Request, nowMs: number) => { field: string; expected: string } | undefined;
}

/** One operation of the API as data. The client, the emulator's checks, and the OpenAPI document derive from it. */
export interface Operation<Request = unknown, Response = unknown> extends OperationDefinition<Request, Response> {
  readonly method: "POST" | "DELETE";
  readonly account: boolean;
  readonly keyField: string;
  /** Only lists have it. */
  readonly pageSizeField?: PageSizeField;
}

/** The request field for the number of items per page: the API uses two names. */
type PageSizeField = "pageSize" | "size";

/** An operation that answers with pages. */
export interface ListOperation<Request = unknown, Item = unknown> extends Operation<Request, Page<Item>> {
  readonly pageSizeField: PageSizeField;
}

interface ListOperationDefinition<Request, Item>
  extends Pick<OperationDefinition<Request, Page<Item>>, "path" | "request"> {
  readonly pageSizeField: PageSizeField;
  readonly item: v.GenericSchema<unknown, Item>;
}

export function operation<Request = undefined, Response = void>(
  definition: OperationDefinition<Request, Response>,
): Operation<Request, Response> {
  return { method: "POST", account: true, keyField: "idempotencyKey", ...definition };
}

export function listOperation<Request, Item>({
  item,
  pageSizeField,
  ...definition
}: ListOperationDefinition<Request, Item>): ListOperation<Request, Item> {
  const response = pageOf(item) as MessageSchema<Page<Item>>;
  return { ...operation({ ...definition, effect: "read", response }), pageSizeField };
}
