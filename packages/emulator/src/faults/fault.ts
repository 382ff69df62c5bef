import * as v from "valibot";

const ms = v.pipe(
  v.number("must be a number"),
  v.integer("must be a whole number"),
  v.minValue(0, "must not be negative"),
);

/** How many times the fault applies; null = until it is removed. */
const count = v.optional(v.nullable(v.pipe(v.number("must be a number or null"), v.integer(), v.minValue(1))), 1);

const request = {
  /** An operation's name (`invoice.get`) or path (`/api/v1/invoice`). Default: any. */
  operation: v.optional(v.string("must be a string")),
  count,
};

/** Before the request is read, or after its operation was performed. The client can't tell which. */
const when = v.optional(v.picklist(["before", "after"], "must be before or after"), "before");

const webhook = {
  /** An event type. Default: any. */
  event: v.optional(v.string("must be a string")),
  count,
};

/** A deliberate failure of a request or a webhook. */
export const faultSchema = v.variant(
  "kind",
  [
    /** The request waits before it is read. */
    v.strictObject({ kind: v.literal("latency"), delayMs: ms, ...request }),
    /** An error status for no other reason. */
    v.strictObject({
      kind: v.literal("error"),
      status: v.optional(
        v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer(), v.minValue(400), v.maxValue(599)),
        500,
      ),
      /** Sent as `Retry-After`. */
      retryAfterSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      /** The documentation defines no error body: the emulator's JSON (default), none, or a proxy's page. */
      body: v.optional(v.picklist(["json", "none", "html"], "must be json, none or html"), "json"),
      when,
      ...request,
    }),
    /** The connection is cut. */
    v.strictObject({ kind: v.literal("drop"), when, ...request }),
    /** The connection stays open without an answer. */
    v.strictObject({ kind: v.literal("hang"), when, ...request }),
    /** The operation is performed and answered 200, with half of the body. */
    v.strictObject({ kind: v.literal("garble"), ...request }),
    /** The server's clock is off for this request: for the timestamp check and in `Date`. */
    v.strictObject({ kind: v.literal("clock-skew"), skewMs: v.pipe(v.number(), v.integer()), ...request }),
    /** The same bytes arrive several times. */
    v.strictObject({
      kind: v.literal("webhook-duplicate"),
      times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)), 2),
      ...webhook,
    }),
    /** The first attempt waits; later events don't. */
    v.strictObject({ kind: v.literal("webhook-delay"), delayMs: ms, ...webhook }),
    /** Sent after the next event of the same invoice or payout, or after this time. */
    v.strictObject({ kind: v.literal("webhook-reorder"), withinMs: v.optional(ms, 5000), ...webhook }),
    /** One attempt arrives altered after signing. */
    v.strictObject({
      kind: v.literal("webhook-alter"),
      part: v.optional(v.picklist(["body", "sign", "key"], "must be body, sign or key"), "body"),
      ...webhook,
    }),
    /** One attempt never arrives; its retry does. */
    v.strictObject({ kind: v.literal("webhook-lose"), ...webhook }),
  ],
  (issue) => `must be one of ${issue.expected}`,
);

export type FaultRule = v.InferOutput<typeof faultSchema>;

/** A fault in force. */
export type Fault = FaultRule & { readonly id: string };
