/** How much may be missing of a payment. Where both limits are set, the shortfall must be within both. */
export interface UnderpaymentTolerance {
  /** Percent of the amount, a decimal string such as "0.5". */
  percent?: string | undefined;
  /** In the store's currency, a decimal string such as "0.20". */
  absolute?: string | undefined;
}

/** An amount for every fiat currency alike, or one for each by its code; `default` for the rest. Decimal strings. */
export type FiatLimit = string | Record<string, string>;

export interface RefundOptions {
  /** Refunds above it need a second admin: the vendor's own signatures don't cover payouts made through its API. @default none */
  approvalAbove?: FiatLimit;
  /** No refund may be larger. @default none */
  limitPerRefund?: FiatLimit;
  /** What may be paid out in refunds of one currency in a day, by UTC. @default none */
  limitPerDay?: FiatLimit;
  /** The storefront's page for refund claims, with `{token}`; without it no claim links are made. */
  claimUrl?: string;
  /** How long a claim link works. @default 14 */
  claimDays?: number;
}

/** What a merchant gives to {@link withCalypso}, or to the plugin and the provider in the long form. */
export interface CalypsoOptions {
  /** API key pair of Calypso's dashboard, sent as `Key`. */
  publicKey: string;
  /** API secret. Only signs; it never leaves the server. */
  secretKey: string;
  /** The merchant account that invoices are credited to and refunds are paid from. */
  account: string;
  /** Base URL of the vendor's API. @default "https://api.calypso.finance" */
  baseUrl?: string;
  /** Base URL of the vendor's pay pages. @default "https://pay.calypso.finance", or `baseUrl` if that is set */
  payUrl?: string;
  /** The relay's signing secret (`whsec_…`); both, old and new, while it is being rotated. */
  relaySigningSecret?: string | string[];
  /** Key pairs of webhook subscriptions at Calypso, when the vendor calls the store itself, without a relay. */
  webhookKeys?: { publicKey: string; secretKey: string }[];
  /** `invoice`: the shopper picks a currency and pays to an address. `widget`: the vendor's page. @default "invoice" */
  flow?: "invoice" | "widget";
  /** When the order is placed: as soon as money is seen, or when it is all there. @default "detected" */
  placeOrderOn?: "detected" | "settled";
  /**
   * What a payment that the vendor's compliance is checking does: place the order like one that was detected, or wait until the
   * check is over. Acts only with `placeOrderOn: "detected"`. @default "place"
   */
  heldPayments?: "place" | "wait";
  /** Shortfalls that are taken for paid, at the merchant's cost. @default none: an underpaid invoice waits for the rest */
  underpaymentTolerance?: UnderpaymentTolerance;
  /**
   * `accept`: an overpaid order is captured over its own amount, and the surplus is listed as owed to the shopper. `hold`: an admin
   * decides. @default "accept"
   */
  overpayment?: "accept" | "hold";
  /**
   * How long an invoice or widget can be paid, in minutes: less than a day for invoices, less than 30 days for widgets.
   * @default the vendor's: 3 hours for TRON's currencies, a day for others
   */
  expiresAfterMinutes?: number;
  /**
   * Codes of the cryptocurrencies on offer: one list for all, or lists by region id or fiat currency, `default` for the rest.
   * @default all that the vendor offers
   */
  currencies?: string[] | Record<string, string[]>;
  refunds?: RefundOptions;
  /** What the shopper reads on the pay page; `{store}`, `{items}` and `{cart}` are filled in. @default "{store}: {items}" */
  description?: string;
  /** Where the pay page leads back to; `{cart}` and `{session}` are filled in. */
  returnUrl?: string;
  logoUrl?: string;
  supportUrl?: string;
  /** The provider's id: Medusa knows the provider as `pp_calypso_<id>`. @default "calypso" */
  providerId?: string;
  /** How long one call to the vendor may take, in milliseconds. @default 15000 */
  timeoutMs?: number;
}

/** The options, checked, with defaults filled in. */
export interface CalypsoSettings {
  publicKey: string;
  secretKey: string;
  account: string;
  baseUrl: string;
  payUrl: string;
  relaySigningSecrets: string[];
  webhookKeys: { publicKey: string; secretKey: string }[];
  flow: "invoice" | "widget";
  placeOrderOn: "detected" | "settled";
  heldPayments: "place" | "wait";
  underpaymentTolerance: UnderpaymentTolerance | undefined;
  overpayment: "accept" | "hold";
  expiresAfterMinutes: number | undefined;
  /** By region id or fiat currency in lower case, `default` for the rest; undefined for no limits. */
  currencies: Record<string, string[]> | undefined;
  refunds: {
    approvalAbove: Record<string, string>;
    limitPerRefund: Record<string, string>;
    limitPerDay: Record<string, string>;
    claimUrl: string | undefined;
    claimDays: number;
  };
  providerId: string;
  description: string;
  returnUrl: string | undefined;
  logoUrl: string | undefined;
  supportUrl: string | undefined;
  timeoutMs: number;
}
