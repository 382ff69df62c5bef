import { decimal } from "@calypso-commerce/core";
import type { PaymentRow } from "../modules/ledger/types";
import type { Place, SessionView } from "./locate";

/** Which live session a row's money is for, or why there is none. */
export type SessionChoice =
  | { session: SessionView; adopted: boolean; reason?: undefined }
  | { session?: undefined; adopted?: undefined; reason: "gone" | "amount" };

/**
 * A row's own session, or, if that is gone, a live one of the same cart over the same amount.
 *
 * The row's amount is what the vendor was asked for, and the collection's is what the cart costs now: money never reaches a
 * session over another amount, nor one that was left behind when the cart changed.
 */
export function sessionFor(row: PaymentRow, place: Place): SessionChoice {
  const own = place.sessions.find(({ id }) => id === row.session_id);
  if (own) return fits(own, row, place) ? { session: own, adopted: false } : { reason: "amount" };
  const heir = place.sessions.find((session) => fits(session, row, place));
  return heir ? { session: heir, adopted: true } : { reason: "gone" };
}

function fits(session: SessionView, row: PaymentRow, { collection }: Place): boolean {
  return (
    decimal.equals(session.amount, row.amount) &&
    session.currency_code === row.currency_code &&
    collection !== undefined &&
    decimal.equals(collection.amount, row.amount) &&
    collection.currency_code === row.currency_code
  );
}
