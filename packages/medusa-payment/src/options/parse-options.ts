import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { CalypsoSettings } from "./calypso-options";

const VENDOR_API = "https://api.calypso.finance";
const VENDOR_PAY_PAGES = "https://pay.calypso.finance";
const A_DAY_IN_MINUTES = 24 * 60;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const text = (what: string) =>
  z.string(`is missing; give ${what}`).refine((value) => value.trim() !== "", `is blank; give ${what}`);

const url = (what: string) =>
  z.string(`must be ${what}`).refine((value) => {
    // Placeholders such as {cart} are not legal in every part of a URL.
    const parsed = URL.canParse(value.replace(/\{\w+\}/g, "x")) ? new URL(value.replace(/\{\w+\}/g, "x")) : undefined;
    return parsed?.protocol === "https:" || (parsed?.protocol === "http:" && LOOPBACK.has(parsed.hostname));
  }, `must be ${what}, starting with https:// (http:// only for this machine)`);

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `must be ${values.map((value) => `"${value}"`).join(" or ")}`);

const signingSecret = text("the relay's signing secret, which starts with whsec_").refine(
  (value) => value.trim() === "" || /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value),
  "is not a signing secret of the relay: those start with whsec_ and go on in base64",
);

const limit = z
  .string("must be a decimal string such as 0.5")
  .refine((value) => /^\d+(\.\d+)?$/.test(value), "must be a decimal string such as 0.5");

/** One limit for all fiat currencies, or one for each by its code. */
const fiatLimit = z
  .preprocess((value) => (typeof value === "string" ? { default: value } : value), z.record(z.string(), limit))
  .transform((limits) => Object.fromEntries(Object.entries(limits).map(([code, most]) => [code.toLowerCase(), most])))
  .optional();

const refunds = z.strictObject(
  {
    approvalAbove: fiatLimit,
    limitPerRefund: fiatLimit,
    limitPerDay: fiatLimit,
    claimUrl: url("a web address with {token} in it")
      .refine((value) => value.includes("{token}"), "must have {token} in it")
      .optional(),
    claimDays: z
      .int("must be a whole number of days")
      .min(1, "must be at least 1")
      .max(90, "must be at most 90")
      .optional(),
  },
  "must be an object",
);

const codes = z
  .array(text("a currency code"), "must be a list of currency codes, or lists by region or fiat currency")
  .min(1, "must name at least one currency");

const schema = z.strictObject(
  {
    publicKey: text("the public part of the API key from Calypso's dashboard"),
    secretKey: text("the secret part of the API key from Calypso's dashboard"),
    account: text("the merchant account that receives the money"),
    baseUrl: url("the address of Calypso's API").optional(),
    payUrl: url("the address of Calypso's pay pages").optional(),
    // One secret, or both while it is being rotated.
    relaySigningSecret: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(signingSecret)),
    webhookKeys: z
      .array(
        z.strictObject({
          publicKey: text("the subscription's public key"),
          secretKey: text("the subscription's secret key"),
        }),
        "must be a list of { publicKey, secretKey }",
      )
      .optional(),
    flow: oneOf(["invoice", "widget"]).optional(),
    placeOrderOn: oneOf(["detected", "settled"]).optional(),
    heldPayments: oneOf(["place", "wait"]).optional(),
    underpaymentTolerance: z
      .strictObject({ percent: limit.optional(), absolute: limit.optional() }, "must have percent, absolute, or both")
      .refine(
        ({ percent, absolute }) => percent !== undefined || absolute !== undefined,
        "must have percent, absolute, or both",
      )
      .refine(({ percent }) => Number(percent ?? 0) < 100, "must be below 100 percent")
      .optional(),
    overpayment: oneOf(["accept", "hold"]).optional(),
    expiresAfterMinutes: z
      .int("must be a whole number of minutes")
      .min(5, "must be at least 5 minutes")
      .max(30 * 24 * 60 - 1, "must be less than 30 days")
      .optional(),
    currencies: z
      .preprocess((value) => (Array.isArray(value) ? { default: value } : value), z.record(z.string(), codes))
      .optional(),
    refunds: refunds.optional(),
    providerId: text("a short name")
      .refine((value) => /^[a-z0-9-]+$/.test(value), "may only have small letters, digits and hyphens")
      .optional(),
    description: text("a text, for instance {store}: {items}").optional(),
    returnUrl: url("a web address").optional(),
    logoUrl: url("a web address").optional(),
    supportUrl: url("a web address").optional(),
    timeoutMs: z.int("must be a whole number of milliseconds").min(1_000, "must be at least 1000").optional(),
  },
  "are missing; give at least publicKey, secretKey and account",
);

/**
 * Checks a merchant's options and fills in the defaults.
 *
 * @throws MedusaError with one sentence for each bad setting, naming it and never its value
 */
export function parseOptions(options: unknown): CalypsoSettings {
  const result = schema.safeParse(withoutMedusasOwn(options));
  if (!result.success) {
    const sentences = result.error.issues.map(sentence);
    throw new MedusaError(MedusaError.Types.INVALID_ARGUMENT, sentences.join("\n"));
  }
  const given = result.data;
  if ((given.flow ?? "invoice") === "invoice" && (given.expiresAfterMinutes ?? 0) >= A_DAY_IN_MINUTES) {
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      'Calypso: the setting "expiresAfterMinutes" must be less than a day (1440) for the flow "invoice".',
    );
  }
  const baseUrl = withoutTrailingSlash(given.baseUrl ?? VENDOR_API);
  return {
    publicKey: given.publicKey,
    secretKey: given.secretKey,
    account: given.account,
    baseUrl,
    payUrl: withoutTrailingSlash(given.payUrl ?? (baseUrl === VENDOR_API ? VENDOR_PAY_PAGES : baseUrl)),
    relaySigningSecrets: given.relaySigningSecret,
    webhookKeys: given.webhookKeys ?? [],
    flow: given.flow ?? "invoice",
    placeOrderOn: given.placeOrderOn ?? "detected",
    heldPayments: given.heldPayments ?? "place",
    underpaymentTolerance: given.underpaymentTolerance,
    overpayment: given.overpayment ?? "accept",
    expiresAfterMinutes: given.expiresAfterMinutes,
    currencies: given.currencies,
    refunds: {
      approvalAbove: given.refunds?.approvalAbove ?? {},
      limitPerRefund: given.refunds?.limitPerRefund ?? {},
      limitPerDay: given.refunds?.limitPerDay ?? {},
      claimUrl: given.refunds?.claimUrl,
      claimDays: given.refunds?.claimDays ?? 14,
    },
    providerId: given.providerId ?? "calypso",
    description: given.description ?? "{store}: {items}",
    returnUrl: given.returnUrl,
    logoUrl: given.logoUrl,
    supportUrl: given.supportUrl,
    timeoutMs: given.timeoutMs ?? 15_000,
  };
}

/** While it migrates, Medusa puts its own database settings into each provider's options. */
function withoutMedusasOwn(options: unknown): unknown {
  if (typeof options !== "object" || options === null) return undefined;
  const { database: _, ...own } = options as Record<string, unknown>;
  return own;
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `Calypso: the setting ${issue.keys.map((key) => `"${key}"`).join(", ")} doesn't exist; check its spelling.`;
  }
  const name = issue.path.map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`)).join("");
  return name ? `Calypso: the setting "${name.slice(1)}" ${issue.message}.` : `Calypso: the settings ${issue.message}.`;
}

function withoutTrailingSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
