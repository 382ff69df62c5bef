import { decimal } from "@calypso-commerce/core/money";
import type { PaymentRow } from "../../modules/ledger/types";

/** What a new session asks for. */
export interface Wanted {
  kind: "invoice" | "widget";
  cryptoCurrency: string | undefined;
  providerId: string;
  amount: string;
  currencyCode: string;
}

/** An invoice that expires sooner is not worth showing to a shopper who starts again. */
const LIFETIME_MIN_MS = 15 * 60_000;

const OPEN = new Set(["waiting", "detected", "held", "intervention", "underpaid", "overpaid"]);

/**
 * Finds the cart's payment that a new session over the same amount can continue: first one with money, in whichever currency, since the
 * shopper has paid; then one that waits in the same currency.
 */
export function findReusablePayment(rows: PaymentRow[], wanted: Wanted, now = new Date()): PaymentRow | undefined {
  const same = rows.filter(
    (row) =>
      row.parent_id === null &&
      row.creation === "done" &&
      row.captured_at === null &&
      row.provider_id === wanted.providerId &&
      row.currency_code === wanted.currencyCode &&
      decimal.equals(row.amount, wanted.amount),
  );
  const paid =
    same.find(({ outcome }) => outcome === "settled") ??
    same.find(({ outcome }) => OPEN.has(outcome) && outcome !== "waiting");
  return paid ?? same.findLast((row) => isWaiting(row, wanted, now));
}

/**
 * Finds a payment whose creation has no known end: the vendor was too slow, or the process died. It is taken up under its own key, so
 * that a shopper who tries again doesn't leave an invoice behind each time.
 */
export function findInterruptedPayment(rows: PaymentRow[], wanted: Wanted): PaymentRow | undefined {
  return rows.findLast(
    (row) =>
      row.parent_id === null &&
      row.closed_at === null &&
      (row.creation === "pending" || row.creation === "unknown") &&
      row.provider_id === wanted.providerId &&
      row.currency_code === wanted.currencyCode &&
      row.kind === wanted.kind &&
      (row.kind === "widget" || row.crypto_currency === wanted.cryptoCurrency) &&
      decimal.equals(row.amount, wanted.amount),
  );
}

function isWaiting(row: PaymentRow, { kind, cryptoCurrency }: Wanted, now: Date): boolean {
  const lasts = row.expires_at === null || row.expires_at.getTime() - now.getTime() >= LIFETIME_MIN_MS;
  const sameWay = row.kind === kind && (kind === "widget" || row.crypto_currency === cryptoCurrency);
  return row.outcome === "waiting" && sameWay && lasts;
}
