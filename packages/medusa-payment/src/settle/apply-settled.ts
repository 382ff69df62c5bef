import { decimal } from "@calypso-commerce/core";
import type { PaymentRow } from "../modules/ledger/types";
import { flagAttention } from "../payment/attention";
import {
  loadPaymentContext,
  type PaymentContext,
  type PaymentView,
  type SessionView,
} from "../payment/load-payment-context";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";
import { authorizeAndCapture, captureFresh, capturePayment } from "./capture-payment";
import { closePayment } from "./close-payment";
import { matchSession } from "./match-session";
import { placeOrder } from "./place-order";
import { repairCollectionLink } from "./repair/repair-order-links";
import { reached } from "./settle-steps";

/**
 * All the money is there. What Medusa has authorized is captured; otherwise the money's session is matched, its order placed if there
 * is none yet, and exactly the session's amount captured.
 */
export async function applySettled(settle: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const context = await loadRepaired(settle, row);
  reached("loaded", row.id);
  if (!row.captured_at && (await settle.ledger.refunds.hasUnclaimed(row.id))) {
    return flagAttention(settle, row, "mismatch", { code: "partly_refunded" });
  }
  const payment = findAuthorized(row, context);
  if (payment) return captureAuthorized(settle, row, context, payment);

  const match = matchSession(row, context);
  if (!match.session) {
    const attention = match.problem === "amount_changed" ? "mismatch" : "superseded";
    return flagAttention(settle, row, attention, { code: match.problem });
  }
  const { session, isAdopted } = match;
  if (session.payment?.canceledAt) return flagAttention(settle, row, "canceled", { code: "payment_canceled" });
  const matched = isAdopted
    ? await updatePayment(settle, row, { session_id: session.id }, { action: "payment.adopted" })
    : row;
  return placeAndCapture(settle, matched, context, session);
}

async function loadRepaired({ container }: SettleContext, row: PaymentRow): Promise<PaymentContext> {
  const context = await loadPaymentContext(container, row);
  const isRepaired = await repairCollectionLink(container, row, context);
  return isRepaired ? loadPaymentContext(container, row) : context;
}

/**
 * The payment that Medusa has for the row's collection, once the order exists or none is needed. It may belong to a session deleted
 * since: a storefront that starts again on a cart that became an order must not have it captured twice.
 */
function findAuthorized(
  { amount }: PaymentRow,
  { payments, cartId, orderOfCart }: PaymentContext,
): PaymentView | undefined {
  if (cartId !== undefined && orderOfCart === undefined) return undefined;
  return (
    payments.find(({ captures }) => captures.length > 0) ??
    payments.find((payment) => !payment.canceledAt && decimal.equals(payment.amount, amount))
  );
}

/** Unless the payment was made with another invoice of the cart: then this one's money is a second payment. */
async function captureAuthorized(
  settle: SettleContext,
  row: PaymentRow,
  context: PaymentContext,
  payment: PaymentView,
): Promise<PaymentRow> {
  const rows = await settle.ledger.payments.listByCollection(row.payment_collection_id);
  const isTaken = rows.some((each) => each.id !== row.id && each.parent_id === null && each.captured_at);
  if (isTaken && !row.captured_at) {
    return flagAttention(settle, row, "duplicate", { code: "cart_already_paid" });
  }
  await capturePayment(settle.container, row, context, payment);
  return closePayment(settle, row, { id: context.orderId, isNew: false });
}

async function placeAndCapture(
  settle: SettleContext,
  row: PaymentRow,
  context: PaymentContext,
  session: SessionView,
): Promise<PaymentRow> {
  const { container } = settle;
  if (context.cartId && !context.orderOfCart) {
    const { orderId, isFresh } = await placeOrder(settle, row, context, session);
    if (isFresh) {
      await captureFresh(container, row, session);
      return closePayment(settle, row, { id: orderId, isNew: true });
    }
    const placed = await loadPaymentContext(container, row);
    const payment = findAuthorized(row, placed);
    if (payment) return captureAuthorized(settle, row, placed, payment);
    await authorizeAndCapture(container, row, session);
    return closePayment(settle, row, { id: placed.orderId, isNew: false });
  }
  await authorizeAndCapture(container, row, session);
  return closePayment(settle, row, { id: context.orderId, isNew: false });
}
