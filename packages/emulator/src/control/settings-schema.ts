import * as v from "valibot";

const toNumber = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite("must be a number"));
const waitMs = v.pipe(toNumber, v.minValue(0, "must not be negative"));
const decimal = v.pipe(v.string("must be a decimal string"), v.regex(/^\d{1,12}(\.\d{1,18})?$/, "must be a decimal"));
const flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(["true", "false"]),
    v.transform((text) => text === "true"),
  ),
]);

/** Changes to the settings. Numbers and flags may be text, as a form sends them. */
export const settingsSchema = v.partial(
  v.strictObject({
    timeScale: v.pipe(toNumber, v.minValue(0, "must not be negative"), v.maxValue(1000, "must be at most 1000")),
    confirmationMs: waitMs,
    creditMs: waitMs,
    payoutStepMs: waitMs,
    autoPayouts: flag,
    webhookTimeoutMs: v.pipe(toNumber, v.minValue(1, "must be at least 1")),
    feePercent: decimal,
    rateMovePercent: decimal,
    usdRates: v.record(v.string(), v.pipe(decimal, v.regex(/[1-9]/, "must be more than 0"))),
    withdrawalLimitUsdt: v.nullable(decimal),
    repeatedRequest: v.picklist(["replay", "reject"], "must be replay or reject"),
    aliasEvents: flag,
    currencyObjects: flag,
    clockSkewMs: v.pipe(toNumber, v.integer("must be a whole number")),
  }),
);
