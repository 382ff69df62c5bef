import * as v from "valibot";

const ms = v.pipe(
  v.number("must be a number"),
  v.integer("must be a whole number"),
  v.minValue(0, "must not be negative"),
);

/** How often it happens; null = until it is removed. */
const count = v.optional(v.nullable(v.pipe(v.number("must be a number or null"), v.integer(), v.minValue(1))), 1);

const request = {
  /** An operation's name (`invoice.get`) or path (`/api/v1/invoice`). Missing = any. */
  operation: v.optional(v.string("must be a string")),
  count,
};

/** Before the request is looked at, or after its work was done: its sender can't tell. */
const when = v.optional(v.picklist(["before", "after"], "must be before or after"), "before");

const webhook = {
  /** An event type. Missing = any. */
  event: v.optional(v.string("must be a string")),
  count,
};

/** Something that goes wrong on purpose. */
export const faultSchema = v.variant(
  "kind",
  [
    /** The request waits before it is looked at. */
    v.strictObject({ kind: v.literal("latency"), delayMs: ms, ...request }),
    /** An error status without the vendor's reasons. */
    v.strictObject({
      kind: v.literal("error"),
      status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)), 500),
      /** Sent as `Retry-After`. */
      retryAfterSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      when,
      ...request,
    }),
    /** The connection is cut. */
    v.strictObject({ kind: v.literal("drop"), when, ...request }),
    /** The connection stays open and no answer ever comes. */
    v.strictObject({ kind: v.literal("hang"), when, ...request }),
    /** The work is done and answered 200, with half of the body. */
    v.strictObject({ kind: v.literal("garble"), ...request }),
    /** The server's clock is off for this request: its check of the timestamp and its `Date`. */
    v.strictObject({ kind: v.literal("clock-skew"), skewMs: v.pipe(v.number(), v.integer()), ...request }),
    /** The same bytes arrive several times. */
    v.strictObject({
      kind: v.literal("webhook-duplicate"),
      times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)), 2),
      ...webhook,
    }),
    /** The first attempt waits; what comes after it doesn't. */
    v.strictObject({ kind: v.literal("webhook-delay"), delayMs: ms, ...webhook }),
    /** It is sent after the next one about the same invoice or payout, or alone after this time. */
    v.strictObject({ kind: v.literal("webhook-reorder"), withinMs: v.optional(ms, 5000), ...webhook }),
    /** An attempt arrives with one byte changed after signing. */
    v.strictObject({
      kind: v.literal("webhook-alter"),
      part: v.optional(v.picklist(["body", "sign", "key"], "must be body, sign or key"), "body"),
      ...webhook,
    }),
    /** An attempt never arrives; the retry does. */
    v.strictObject({ kind: v.literal("webhook-lose"), ...webhook }),
  ],
  (issue) => `must be one of ${issue.expected}`,
);

export type FaultRule = v.InferOutput<typeof faultSchema>;

/** A rule in force. */
export type Fault = FaultRule & { readonly id: string };
