import { type CryptoCurrency, parseCurrencies } from "../payment/payment.ts";

/**
 * How far a refund is: `open` it waits for the shopper's address, `given` the shop has the address, `in_progress` the
 * payout is on its way, `completed` it has arrived, `canceled` there will be none, `link_over` the link was used by
 * somebody else, has expired or was replaced by another one.
 */
export type ClaimState = "open" | "given" | "in_progress" | "completed" | "canceled" | "link_over";

/** A refund as the shopper may see it. Amounts are decimal strings. */
export interface Claim {
  state: ClaimState;
  fiatAmount: string;
  /** ISO 4217, upper case. */
  fiatCurrency: string;
  /** What the shopper receives. */
  currency: CryptoCurrency;
}

/** What the refund's own state means to the shopper, once the link is used. What failed is the shop's to try again. */
const refundStates: Record<string, ClaimState> = {
  submitting: "in_progress",
  unknown: "in_progress",
  in_progress: "in_progress",
  completed: "completed",
  canceled: "canceled",
};

/** Reads a claim from the shop's answer; undefined when it isn't one. */
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
  if (status === "expired" || status === "revoked") return "link_over";
  if (status === "used") return refundStates[String(state)] ?? "given";
  return undefined;
}
