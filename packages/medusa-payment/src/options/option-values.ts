import { decimal } from "@calypso-commerce/core/money";
import { z } from "@medusajs/framework/zod";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** @param what completes "is missing; give …" */
export const text = (what: string) =>
  z.string(`is missing; give ${what}`).refine((value) => value.trim() !== "", `is blank; give ${what}`);

/** @param what completes "must be …" */
export const url = (what: string) =>
  z.string(`must be ${what}`).refine((value) => {
    // Placeholders such as {cart} are not legal in every part of a URL.
    const parsed = URL.canParse(value.replace(/\{\w+\}/g, "x")) ? new URL(value.replace(/\{\w+\}/g, "x")) : undefined;
    return parsed?.protocol === "https:" || (parsed?.protocol === "http:" && LOOPBACK.has(parsed.hostname));
  }, `must be ${what}, starting with https:// (http:// only for this machine)`);

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be ${values.map((value) => `"${value}"`).join(" or ")}`);

const signingSecret = text("the relay's signing secret, which starts with whsec_").refine(
  (value) => value.trim() === "" || /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value),
  "is not a signing secret of the relay: those start with whsec_, followed by base64",
);

/** One secret, or a list of them. */
export const signingSecrets = z.preprocess((value: string | string[]) => [value].flat(), z.array(signingSecret));

export const decimalString = z
  .string("must be a decimal string such as 0.5")
  .refine(
    (value) => decimal.isDecimal(value) && !value.startsWith("-"),
    "must be a decimal string such as 0.5, without leading zeros",
  );

/** A limit for all fiat currencies, or one for each code. */
export const fiatLimit = z
  .preprocess(
    (value: string | Record<string, string>) => (typeof value === "string" ? { default: value } : value),
    z.record(z.string(), decimalString),
  )
  .transform((limits) => Object.fromEntries(Object.entries(limits).map(([code, most]) => [code.toLowerCase(), most])));

const currencyCodes = z
  .array(text("a currency code"), "must be a list of currency codes, or lists by region or fiat currency")
  .min(1, "must name at least one currency");

/** One list for all markets, or one for each. */
export const currencyLists = z.preprocess(
  (value: string[] | Record<string, string[]>) => (Array.isArray(value) ? { default: value } : value),
  z.record(z.string(), currencyCodes),
);
