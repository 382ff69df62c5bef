import { parseCurrencies } from "../payment/parse-payment.ts";
import type { CryptoCurrency } from "../payment/payment.ts";

/**
 * How far a refund is:
 *
 * - `open`: needs the shopper's address
 * - `given`: the store has the address
 * - `in_progress`: the payout has been sent
 * - `completed`: the payout has arrived
 * - `canceled`: there will be no payout
 * - `link_invalid`: the link has expired or has been replaced
 */
export type ClaimState = "open" | "given" | "in_progress" | "completed" | "canceled" | "link_invalid";

/** A refund as the shopper may see it. Amounts are decimal strings. */
export interface Claim {
  state: ClaimState;
  fiatAmount: string;
  /** ISO 4217, upper case. */
  fiatCurrency: string;
  /** The currency in which the shopper receives the refund. */
  currency: CryptoCurrency;
}

/** The refund's own state, once the shopper has used the link. A failed payout is the merchant's to retry. */
const refundStates: Record<string, ClaimState> = {
  submitting: "in_progress",
  unknown: "in_progress",
  in_progress: "in_progress",
  completed: "completed",
  canceled: "canceled",
};

/** Reads a claim from the store's answer. Undefined if there is none or it is malformed. */
export function parseClaim(answer: unknown): Claim | undefined {
  const claim = (answer as { claim?: Record<string, unknown> } | null)?.claim;
  const state = claim && stateOf(claim);
  if (!state || typeof claim.amount !== "string" || typeof claim.currency_code !== "string") return undefined;
  const [currency] = parseCurrencies({
    currencies: [
      {
        code: claim.crypto_currency,
        name: claim.crypto_name,
        network: claim.network,
        token_standard: claim.token_standard,
      },
    ],
  });
  if (!currency) return undefined;
  return { state, fiatAmount: claim.amount, fiatCurrency: claim.currency_code.toUpperCase(), currency };
}

function stateOf({ status, state }: Record<string, unknown>): ClaimState | undefined {
  if (status === "open") return "open";
  if (status === "expired" || status === "revoked") return "link_invalid";
  if (status === "used") return refundStates[String(state)] ?? "given";
  return undefined;
}
