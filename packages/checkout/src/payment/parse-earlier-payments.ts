import { type EarlierPayment, earlierStatuses } from "./payment.ts";

/** Reads the money that arrived for a cart's earlier sessions. A status of a newer store counts as `in_review`. */
export function parseEarlierPayments(list: unknown): EarlierPayment[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: Record<string, unknown> | null): EarlierPayment[] => {
    const { received_amount, crypto_currency, symbol, status } = entry ?? {};
    if (typeof received_amount !== "string") return [];
    return [
      {
        receivedAmount: received_amount,
        ...(typeof crypto_currency === "string" && { cryptoCurrency: crypto_currency }),
        ...(typeof symbol === "string" && { symbol }),
        status: earlierStatuses.find((each) => each === status) ?? "in_review",
      },
    ];
  });
}
