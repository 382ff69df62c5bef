/** How the emulator behaves; all of it can be changed while it runs. */
export interface Settings {
  /** Multiplies every waiting: webhook retries, confirmations, payout progress. 0.01 = a hundred times faster. Default 1. */
  readonly timeScale: number;
  /** From a payment's first sight to its confirmation, before scaling. Default 4000. */
  readonly confirmationMs: number;
  /** From PAID to COMPLETED, before scaling. Default 2000. */
  readonly creditMs: number;
  /** Between two states of a payout, before scaling. Default 3000. */
  readonly payoutStepMs: number;
  /** Payouts go on by themselves. Default true. */
  readonly autoPayouts: boolean;
  /** How long a webhook's receiver may take to answer, not scaled. Default 15000. */
  readonly webhookTimeoutMs: number;
  /** Service fee in percent, taken from incoming money and put on top of payouts. Default "1". */
  readonly feePercent: string;
  /** How far rates wander around their start, in percent. Default "0": they stand still. */
  readonly rateMovePercent: string;
  /** What one unit of a crypto currency is worth in USD, where it isn't the emulator's own rate. Default {}. */
  readonly usdRates: Readonly<Record<string, string>>;
  /** What may be withdrawn in all, in USDT; null = no limit. Default "1000", the vendor's limit for a new company. */
  readonly withdrawalLimitUsdt: string | null;
  /** The same request again under the same idempotency key: its result once more, or refused. Default "replay". */
  readonly repeatedRequest: "replay" | "reject";
  /** Sends events under the documentation's other names, where it has two. Default false. */
  readonly aliasEvents: boolean;
  /** Answers currencies as the reference's objects, where it has them, not as codes, which the guides have. Default false. */
  readonly currencyObjects: boolean;
  /** How far the emulator's idea of now is off when it checks timestamps and sends `Date`. Default 0. */
  readonly clockSkewMs: number;
}

export const defaultSettings: Settings = {
  timeScale: 1,
  confirmationMs: 4_000,
  creditMs: 2_000,
  payoutStepMs: 3_000,
  autoPayouts: true,
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
