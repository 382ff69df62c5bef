import { decimal } from "@calypso-commerce/core/money";
import type { PaymentRow } from "../modules/ledger/types";
import type { PaymentContext, SessionView } from "../payment/load-payment-context";

/** The live session that a payment's money is for, or why there is none. */
export type SessionMatch =
  | { session: SessionView; isAdopted: boolean }
  | { session?: undefined; problem: "session_gone" | "amount_changed" };

/**
 * Matches a payment with its own session or, if that is gone, with a live session of the same cart over the same amount.
 *
 * The row's amount is what the vendor was asked for, the collection's amount is what the cart costs now. Money never reaches a session
 * over another amount, nor a session left behind when the cart changed. An order that changed takes what was paid: only its session's
 * amount counts, since Medusa changes the collection's amount and leaves the session as it is.
 */
export function matchSession(row: PaymentRow, loaded: PaymentContext): SessionMatch {
  const own = loaded.sessions.find(({ id }) => id === row.session_id);
  if (own) {
    return fits(own, row, loaded) ? { session: own, isAdopted: false } : { problem: "amount_changed" };
  }
  const heir = loaded.sessions.find((session) => fits(session, row, loaded));
  return heir ? { session: heir, isAdopted: true } : { problem: "session_gone" };
}

function fits(session: SessionView, row: PaymentRow, { collection, orderId }: PaymentContext): boolean {
  return (
    decimal.equals(session.amount, row.amount) &&
    session.currencyCode === row.currency_code &&
    collection !== undefined &&
    collection.currencyCode === row.currency_code &&
    (orderId !== undefined || decimal.equals(collection.amount, row.amount))
  );
}
