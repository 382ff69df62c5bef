import * as v from "valibot";
import { cryptoCurrencies } from "../chain/currencies.ts";

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

const fromText = (text: unknown): unknown => {
  try {
    return JSON.parse(text as string);
  } catch {
    return text;
  }
};
/** A structured value, which a form sends as JSON. */
const json = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === "string" ? fromText(value) : value)),
    schema as v.GenericSchema<unknown, v.InferOutput<S>>,
  );
const positive = v.pipe(decimal, v.regex(/[1-9]/, "must be more than 0"));
const knownCrypto = v.pipe(
  v.string(),
  v.check((code) => cryptoCurrencies.has(code), "must be a crypto currency"),
);
/** Null, which a form sends as "none". */
const orNone = <S extends v.GenericSchema>(schema: S) =>
  v.union([
    v.pipe(
      v.literal("none"),
      v.transform(() => null),
    ),
    v.nullable(schema),
  ]);
const codes = json(v.array(v.string()));
const amountsByCurrency = json(v.record(knownCrypto, positive));

/** Changes to the settings. Numbers and flags may be text, as a form sends them. */
export const settingsSchema = v.partial(
  v.strictObject({
    timeScale: v.pipe(toNumber, v.minValue(0, "must not be negative"), v.maxValue(1000, "must be at most 1000")),
    confirmationMs: waitMs,
    creditMs: waitMs,
    payoutStepMs: waitMs,
    autoPayouts: flag,
    autoCredit: flag,
    confirmPayouts: flag,
    returnArchivedToPaid: flag,
    autoConversion: json(v.record(knownCrypto, knownCrypto)),
    inactiveCurrencies: codes,
    disabledCurrencies: codes,
    minimumAmounts: amountsByCurrency,
    minimumInvoiceUsd: orNone(positive),
    firstPage: v.pipe(toNumber, v.picklist([0, 1], "must be 0 or 1")),
    extraFields: flag,
    nullFields: flag,
    unknownObjectStatus: v.pipe(toNumber, v.picklist([400, 404, 500], "must be 400, 404 or 500")),
    webhookTimeoutMs: v.pipe(toNumber, v.minValue(1, "must be at least 1")),
    feePercent: decimal,
    rateMovePercent: decimal,
    usdRates: json(v.record(v.string(), positive)),
    withdrawalLimitUsdt: orNone(decimal),
    repeatedRequest: v.picklist(["replay", "reject"], "must be replay or reject"),
    aliasEvents: flag,
    currencyObjects: flag,
    clockSkewMs: v.pipe(toNumber, v.integer("must be a whole number")),
  }),
);
