import type { PaymentRow } from "../modules/ledger/types";
import { locate } from "./locate";
import { placeOrder } from "./place-order";
import { sessionFor } from "./session-for";
import { clear, keep, type Settling } from "./settling";

/** Money is seen but not there yet: by the merchant's policy the order is placed, with the payment awaiting. */
export async function applyDetected(settling: Settling, given: PaymentRow): Promise<PaymentRow> {
  const { container, ledger } = settling;
  const { placeOrderOn, heldPayments } = ledger.settings;
  const row = await clear(settling, given, ["underpaid"]);
  if (placeOrderOn !== "detected" || (row.outcome === "held" && heldPayments === "wait")) return row;
  const place = await locate(container, row);
  const { session, adopted } = sessionFor(row, place);
  if (!session || !place.cart_id || place.order_of_cart) return row;
  if (adopted && (await hasMoneyOfItsOwn(settling, row, session.id))) return row;
  if (adopted) await keep(settling, row, { session_id: session.id }, "payment.adopted");
  const { order_id } = await placeOrder(settling, row, place.cart_id, place, session);
  return keep(settling, row, { order_id }, "order.placed");
}

/** Then the session's own invoice decides, and this one's money is a second payment. */
async function hasMoneyOfItsOwn({ ledger }: Settling, row: PaymentRow, session_id: string): Promise<boolean> {
  const rows = await ledger.payments.listByCollection(row.payment_collection_id);
  return rows.some((each) => each.session_id === session_id && !["waiting", "expired"].includes(each.outcome));
}
