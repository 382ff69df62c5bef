import { decimal } from "@calypso-commerce/core/money";
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
export async function applySettled(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const loaded = await loadRepaired(context, row);
  reached("loaded", row.id);
  if (!row.captured_at && (await context.ledger.refunds.hasUnclaimed(row.id))) {
    return flagAttention(context, row, "mismatch", { code: "partly_refunded" });
  }
  const payment = findAuthorized(row, loaded);
  if (payment) return captureAuthorized(context, row, loaded, payment);

  const match = matchSession(row, loaded);
  if (!match.session) {
    const attention = match.problem === "amount_changed" ? "mismatch" : "superseded";
    return flagAttention(context, row, attention, { code: match.problem });
  }
  const { session, isAdopted } = match;
  if (session.payment?.canceledAt) return flagAttention(context, row, "canceled", { code: "payment_canceled" });
  const matched = isAdopted
    ? await updatePayment(context, row, { session_id: session.id }, { action: "payment.adopted" })
    : row;
  return placeAndCapture(context, matched, loaded, session);
}

async function loadRepaired({ container }: SettleContext, row: PaymentRow): Promise<PaymentContext> {
  const loaded = await loadPaymentContext(container, row);
  const isRepaired = await repairCollectionLink(container, row, loaded);
  return isRepaired ? loadPaymentContext(container, row) : loaded;
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
  context: SettleContext,
  row: PaymentRow,
  loaded: PaymentContext,
  payment: PaymentView,
): Promise<PaymentRow> {
  const rows = await context.ledger.payments.listByCollection(row.payment_collection_id);
  const isTaken = rows.some((each) => each.id !== row.id && each.parent_id === null && each.captured_at);
  if (isTaken && !row.captured_at) {
    return flagAttention(context, row, "duplicate", { code: "cart_already_paid" });
  }
  await capturePayment(context.container, row, loaded, payment);
  return closePayment(context, row, { id: loaded.orderId, isNew: false });
}

/** Places the order if there is none yet, then captures exactly the session's amount. */
async function placeAndCapture(
  context: SettleContext,
  row: PaymentRow,
  loaded: PaymentContext,
  session: SessionView,
): Promise<PaymentRow> {
  const { container } = context;
  const needsOrder = loaded.cartId && !loaded.orderOfCart;
  const order = needsOrder ? await placeOrder(context, row, loaded, session) : undefined;
  if (order?.isFresh) {
    await captureFresh(container, row, session);
    return closePayment(context, row, { id: order.orderId, isNew: true });
  }
  const placed = order ? await loadPaymentContext(container, row) : loaded;
  const payment = findAuthorized(row, placed);
  if (payment) return captureAuthorized(context, row, placed, payment);
  await authorizeAndCapture(container, row, session);
  return closePayment(context, row, { id: placed.orderId, isNew: false });
}
