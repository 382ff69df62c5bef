import type { PaymentRow } from "../modules/ledger/types";
import { adoptPayment } from "../payment/adopt-payment";
import { placingPolicy } from "../payment/amount/placing-policy";
import { clearAttention } from "../payment/attention";
import { loadPaymentContext } from "../payment/load-payment-context";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { matchSession } from "./match-session";
import { placeOrder } from "./place-order";

/** Money is seen but not settled. If all of it is seen and the merchant's policy says so, the order is placed with the payment awaited. */
export async function applyDetected(context: SettleContext, given: PaymentRow): Promise<PaymentRow> {
  const row = await clearAttention(context, given, ["underpaid", "intervention"]);
  if (placingPolicy(row, context.ledger.settings.payments) !== "detected") return row;
  const loaded = await loadPaymentContext(context.container, row);
  const match = matchSession(row, loaded);
  if (!match.session || !loaded.cartId || loaded.orderOfCart) return row;
  if (match.isAdopted) {
    if (await sessionHasMoney(context, row, match.session.id)) return row;
    await adoptPayment(context, row, match.session.id);
  }
  const { orderId } = await placeOrder(context, row, loaded, match.session);
  return updatePayment(context, row, { order_id: orderId }, { action: "order.placed" });
}

/** Then the session's own invoice decides, and this one's money is a second payment. */
async function sessionHasMoney({ ledger }: SettleContext, row: PaymentRow, sessionId: string): Promise<boolean> {
  const rows = await ledger.payments.listByCollection(row.payment_collection_id);
  return rows.some((each) => each.session_id === sessionId && !["waiting", "expired"].includes(each.outcome));
}
