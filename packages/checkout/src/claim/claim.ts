import { type CryptoCurrency, parseCurrencies } from "../payment/payment.ts";

/**
 * How far a refund is: `open` it waits for the shopper's address, `given` the shop has the address and approves or
 * prepares the payout, `in_progress` it is on its way, `completed` it has arrived, `closed` it was cancelled.
 */
export type ClaimState = "open" | "given" | "in_progress" | "completed" | "closed";

/** A refund as the shopper may see it. Amounts are decimal strings. */
export interface Claim {
  state: ClaimState;
  fiatAmount: string;
  /** ISO 4217, upper case. */
  fiatCurrency: string;
  /** What the shopper may receive; the first one is proposed. */
  currencies: CryptoCurrency[];
  /** Where it goes, once it was given. */
  destination?: string;
  /** The currency that was chosen, or is given. */
  cryptoCurrency?: string;
  cryptoAmount?: string;
}

/** The ledger's word for each state; what failed is in the shop's hands and tried again. */
const states: Record<string, ClaimState> = {
  awaiting_destination: "open",
  awaiting_approval: "given",
  ready: "given",
  submitting: "in_progress",
  unknown: "in_progress",
  in_progress: "in_progress",
  failed: "given",
  completed: "completed",
  canceled: "closed",
};

/** Reads a claim from the shop's answer; undefined when it isn't one. */
export function parseClaim(answer: unknown): Claim | undefined {
  const claim = (answer as { claim?: Record<string, unknown> } | null)?.claim;
  const state = states[String(claim?.state)];
  if (!claim || !state || typeof claim.amount !== "string" || typeof claim.currency_code !== "string") return undefined;
  const text = (key: string) => (typeof claim[key] === "string" && claim[key] !== "" ? claim[key] : undefined);
  const destination = text("destination");
  const cryptoCurrency = text("crypto_currency");
  const cryptoAmount = text("crypto_amount");
  const currencies = parseCurrencies(claim);
  const given = cryptoCurrency
    ? parseCurrencies({ currencies: [{ code: cryptoCurrency, network: claim.network }] })
    : [];
  return {
    state,
    fiatAmount: claim.amount,
    fiatCurrency: claim.currency_code.toUpperCase(),
    currencies: currencies.length > 0 ? currencies : given,
    ...(destination && { destination }),
    ...(cryptoCurrency && { cryptoCurrency }),
    ...(cryptoAmount && { cryptoAmount }),
  };
}
