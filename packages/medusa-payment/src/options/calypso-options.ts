import { z } from "@medusajs/framework/zod";
import { currencyLists, decimalString, fiatLimit, oneOf, signingSecrets, text, url } from "./option-values";

const VENDOR_API = "https://api.calypso.finance";
const VENDOR_PAY_PAGES = "https://pay.calypso.finance";
const MINUTES_PER_DAY = 24 * 60;

const credentials = z
  .strictObject(
    {
      /** The public part of the API key pair from Calypso's dashboard. */
      publicKey: text("the public part of the API key from Calypso's dashboard"),
      /** The secret part of the API key pair. It only signs; it never leaves the server. */
      secretKey: text("the secret part of the API key from Calypso's dashboard"),
      /** The merchant account that invoices are credited to and refunds are paid from. */
      account: text("the merchant account that receives the money"),
      /** Base URL of Calypso's API; the emulator's in development. @default "https://api.calypso.finance" */
      baseUrl: url("the address of Calypso's API").default(VENDOR_API),
      /** Base URL of Calypso's pay pages. @default "https://pay.calypso.finance", or `baseUrl` if that is set */
      payUrl: url("the address of Calypso's pay pages").optional(),
    },
    "is missing; give publicKey, secretKey and account",
  )
  .transform(({ baseUrl, payUrl = baseUrl === VENDOR_API ? VENDOR_PAY_PAGES : baseUrl, ...key }) => ({
    ...key,
    baseUrl: withoutTrailingSlash(baseUrl),
    payUrl: withoutTrailingSlash(payUrl),
  }));

const webhooks = z
  .strictObject(
    {
      /** The relay's signing secret (`whsec_…`), or the old and the new one during a rotation. @default none */
      relaySigningSecret: signingSecrets.default([]),
      /** Key pairs `{ publicKey, secretKey }` of webhook subscriptions, if Calypso calls the store without a relay. @default none */
      keys: z
        .array(
          z.strictObject({
            publicKey: text("the subscription's public key"),
            secretKey: text("the subscription's secret key"),
          }),
          "must be a list of { publicKey, secretKey }",
        )
        .default([]),
    },
    "must be an object",
  )
  .transform(({ relaySigningSecret, keys }) => ({ relaySigningSecrets: relaySigningSecret, keys }));

const checkout = z
  .strictObject(
    {
      /**
       * `"invoice"`: the shopper picks a currency and pays to an address on your page. `"widget"`: Calypso's page. The storefront
       * may choose another for a session. @default "invoice"
       */
      flow: oneOf(["invoice", "widget"]).default("invoice"),
      /**
       * Codes of the cryptocurrencies on offer: one list for all, or lists by region id or fiat currency, `default` for the rest.
       * @default all that Calypso offers
       */
      currencies: currencyLists.optional(),
      /** The text on the pay page; `{store}`, `{items}` and `{cart}` are replaced. @default "{store}: {items}" */
      description: text("a text, for instance {store}: {items}").default("{store}: {items}"),
      /** Where the pay page leads back to; `{cart}` and `{session}` are replaced. @default none */
      returnUrl: url("a web address").optional(),
      /** The logo on the pay page. @default none */
      logoUrl: url("a web address").optional(),
      /** The support page that the pay page links to. @default none */
      supportUrl: url("a web address").optional(),
      /**
       * The least amount that can be paid in crypto, in fiat: a decimal string for all currencies, or `{ eur: "10", default: "12" }`.
       * Calypso recommends the value of 10 USD. @default none
       */
      leastAmount: fiatLimit.default({}),
      /**
       * How long an invoice or widget can be paid, in minutes: from 5, below 1440 for invoices and 43200 for widgets. Raised to what
       * the slowest network on offer needs, such as 360 for Bitcoin: money for an expired address isn't seen.
       * @default Calypso's: 3 hours for TRON's currencies, a day for others
       */
      expiresAfterMinutes: z
        .int("must be a whole number of minutes")
        .min(5, "must be at least 5 minutes")
        .max(30 * MINUTES_PER_DAY - 1, "must be less than 30 days")
        .optional(),
      /**
       * The storefront's page for payment links; the link's token is added as its fragment.
       * @default none: no payment links are created
       */
      paymentLinkUrl: url("a web address without a #")
        .refine((value) => !value.includes("#"), "must have no #: the link's token comes after it")
        .optional(),
      /** How long a payment link works, in days: 1 to 90. @default 14 */
      paymentLinkDays: z
        .int("must be a whole number of days")
        .min(1, "must be at least 1")
        .max(90, "must be at most 90")
        .default(14),
    },
    "must be an object",
  )
  .refine(({ flow, expiresAfterMinutes = 0 }) => flow === "widget" || expiresAfterMinutes < MINUTES_PER_DAY, {
    path: ["expiresAfterMinutes"],
    message: 'must be less than a day (1440) for the flow "invoice"',
  });

const payments = z.strictObject(
  {
    /**
     * When the order is placed. `"detected"`: as soon as money is seen; it is captured when all of it has settled. `"settled"`: only
     * then. @default "detected"
     */
    placeOrderOn: oneOf(["detected", "settled"]).default("detected"),
    /**
     * With `placeOrderOn: "detected"`, whether a payment under Calypso's compliance check places the order (`"place"`) or waits until
     * the check is over (`"wait"`). @default "place"
     */
    heldPayments: oneOf(["place", "wait"]).default("place"),
    /**
     * Shortfalls accepted at the merchant's cost: `{ percent?, absolute? }`, decimal strings such as `"0.5"`, `absolute` in the
     * store's currency. With both, a shortfall must be within both. @default none: an underpaid invoice waits for the rest
     */
    underpaymentTolerance: z
      .strictObject(
        { percent: decimalString.optional(), absolute: decimalString.optional() },
        "must have percent, absolute, or both",
      )
      .refine(
        ({ percent, absolute }) => percent !== undefined || absolute !== undefined,
        "must have percent, absolute, or both",
      )
      .refine(({ percent }) => Number(percent ?? 0) < 100, "must be below 100 percent")
      .optional(),
    /**
     * `"accept"`: captures an overpaid order's own amount, and lists the surplus as owed to the shopper. `"hold"`: an admin decides.
     * @default "accept"
     */
    overpayment: oneOf(["accept", "hold"]).default("accept"),
    /**
     * How long the reconcile job looks for money of expired invoices whose webhook was lost, in days: 0 to 90. It costs a few calls
     * in an hour. @default 14
     */
    watchExpiredDays: z
      .int("must be a whole number of days")
      .min(0, "must be at least 0")
      .max(90, "must be at most 90")
      .default(14),
  },
  "must be an object",
);

const refunds = z.strictObject(
  {
    /**
     * Refunds above it, and refunds of one payment that exceed it together, need a second admin, since Calypso's own signatures don't cover payouts made through its API. A decimal
     * string for all currencies, or `{ eur: "100", default: "80" }`. @default none
     */
    approvalAbove: fiatLimit.default({}),
    /** No refund may be larger. Same form as `approvalAbove`. @default none */
    limitPerRefund: fiatLimit.default({}),
    /** The sum of one payment's refunds. Same form. @default none */
    limitPerPayment: fiatLimit.default({}),
    /** The sum of refunds of one fiat currency that may be paid out in a UTC day. Same form. @default none */
    limitPerDay: fiatLimit.default({}),
    /** The same for the refunds that one admin or API key requested. @default none */
    limitPerRequesterPerDay: fiatLimit.default({}),
    /** Whether an API key may approve refunds that neither it nor its creator requested. @default false */
    apiKeysMayApprove: z.boolean("must be true or false").default(false),
    /**
     * The storefront's page for refund claims, with `{token}` in it. In the fragment no server logs it:
     * `https://shop.example/refund#{token}`. @default none: no claim links are created
     */
    claimUrl: url("a web address with {token} in it")
      .refine((value) => value.includes("{token}"), "must have {token} in it")
      .optional(),
    /** How long a claim link works, in days: 1 to 90. @default 14 */
    claimDays: z
      .int("must be a whole number of days")
      .min(1, "must be at least 1")
      .max(90, "must be at most 90")
      .default(14),
  },
  "must be an object",
);

/** Checks the options, fills in defaults, and normalizes them into settings. */
export const calypsoOptions = z.strictObject(
  {
    credentials,
    webhooks: webhooks.prefault({}),
    checkout: checkout.prefault({}),
    payments: payments.prefault({}),
    refunds: refunds.prefault({}),
    /** Medusa knows the provider as `pp_calypso_<providerId>`. @default "calypso" */
    providerId: text("a short name")
      .refine((value) => /^[a-z0-9-]+$/.test(value), "may only have small letters, digits and hyphens")
      .default("calypso"),
    /** How long one call to Calypso may take, in milliseconds: at least 1000. @default 15000 */
    timeoutMs: z.int("must be a whole number of milliseconds").min(1_000, "must be at least 1000").default(15_000),
  },
  "are missing; give at least credentials",
);

/** What a merchant gives to `withCalypso`, or to the plugin and the provider in the long form. */
export type CalypsoOptions = z.input<typeof calypsoOptions>;

/** The options, checked, with defaults filled in. */
export type CalypsoSettings = z.output<typeof calypsoOptions>;

function withoutTrailingSlash(address: string): string {
  return address.replace(/\/+$/, "");
}
