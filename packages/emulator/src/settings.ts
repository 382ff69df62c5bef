/** The emulator's behaviour. Every setting can be changed at run time. */
export interface Settings {
  /** Multiplies every delay: webhook retries, confirmations, payout steps. 0.01 is a hundred times faster. Default 1. */
  readonly timeScale: number;
  /** From mempool to confirmation, before scaling. Default 4000. */
  readonly confirmationMs: number;
  /** From PAID to COMPLETED, before scaling. Default 2000. */
  readonly creditMs: number;
  /** Between two states of a payout, before scaling. Default 3000. */
  readonly payoutStepMs: number;
  /** Payouts advance on their own. Default true. */
  readonly autoPayouts: boolean;
  /** How long a webhook waits for its answer, not scaled. Default 15000. */
  readonly webhookTimeoutMs: number;
  /** PAID invoices are credited on their own. False: only the control API credits them. Default true. */
  readonly autoCredit: boolean;
  /** Payouts start as PENDING_CONFIRMATION, as in the vendor's UI, until the control API confirms them. Default false. */
  readonly confirmPayouts: boolean;
  /** `invoice/return-to-paid` also accepts an ARCHIVED invoice that has money. Default false. */
  readonly returnArchivedToPaid: boolean;
  /** The account's auto-conversion: the currency that incoming money of a currency becomes. Default {}. */
  readonly autoConversion: Readonly<Record<string, string>>;
  /** Crypto and fiat currencies listed with `active: false`. New objects in them are refused. Default []. */
  readonly inactiveCurrencies: readonly string[];
  /** Crypto and fiat currencies listed with `enabled: false`. New objects in them are refused. Default []. */
  readonly disabledCurrencies: readonly string[];
  /** Minimum amount of an invoice or payout, by crypto currency. Default {}. */
  readonly minimumAmounts: Readonly<Record<string, string>>;
  /** Minimum value of an invoice or widget in USD; null = none. Default null; the vendor only recommends "10". */
  readonly minimumInvoiceUsd: string | null;
  /** Number of a list's first page. Default 1. */
  readonly firstPage: 0 | 1;
  /** Answers and webhooks have a field in every object that the documentation doesn't have. Default false. */
  readonly extraFields: boolean;
  /** Missing optional fields of answers and webhooks are null instead of absent. Default false. */
  readonly nullFields: boolean;
  /** Status of the answer about an object that doesn't exist. Default 400. */
  readonly unknownObjectStatus: 400 | 404 | 500;
  /** Service fee in percent, deducted from incoming money and added to payouts. Default "1". */
  readonly feePercent: string;
  /** How far rates drift from their start, in percent. Default "0": fixed rates. */
  readonly rateMovePercent: string;
  /** USD price of one unit of a crypto currency, in place of the emulator's own. Default {}. */
  readonly usdRates: Readonly<Record<string, string>>;
  /** Limit of all withdrawals together, in USDT; null = none. Default "1000", the vendor's limit for a new company. */
  readonly withdrawalLimitUsdt: string | null;
  /** A repeated request under the same idempotency key: answered with the same result, or refused. Default "replay". */
  readonly repeatedRequest: "replay" | "reject";
  /** Sends events under the documentation's alternative names. Default false. */
  readonly aliasEvents: boolean;
  /** Answers currencies as the reference's objects instead of the guides' codes. Default false. */
  readonly currencyObjects: boolean;
  /** Error of the server's clock when it checks timestamps and sends `Date`. Default 0. */
  readonly clockSkewMs: number;
}

export const defaultSettings: Settings = {
  timeScale: 1,
  confirmationMs: 4_000,
  creditMs: 2_000,
  payoutStepMs: 3_000,
  autoPayouts: true,
  autoCredit: true,
  confirmPayouts: false,
  returnArchivedToPaid: false,
  autoConversion: {},
  inactiveCurrencies: [],
  disabledCurrencies: [],
  minimumAmounts: {},
  minimumInvoiceUsd: null,
  firstPage: 1,
  extraFields: false,
  nullFields: false,
  unknownObjectStatus: 400,
  webhookTimeoutMs: 15_000,
  feePercent: "1",
  rateMovePercent: "0",
  usdRates: {},
  withdrawalLimitUsdt: "1000",
  repeatedRequest: "replay",
  aliasEvents: false,
  currencyObjects: false,
  clockSkewMs: 0,
};
