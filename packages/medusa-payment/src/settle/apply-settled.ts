import { decimal } from "@calypso-commerce/core/money";
import { Modules } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { adoptPayment } from "../payment/adopt-payment";
import { flagAttention } from "../payment/attention";
import {
  loadPaymentContext,
  type PaymentContext,
  type PaymentView,
  type SessionView,
} from "../payment/load-payment-context";
import type { SettleContext } from "../payment/with-payment";
import { authorizeAndCapture, captureFresh, capturePayment } from "./capture-payment";
import { closePayment } from "./close-payment";
import { matchSession } from "./match-session";
import { bookOnOrder, isPaidOtherwise, mayBookWithoutSession } from "./order/book-on-order";
import { cancelOtherPayments, openPayments } from "./order/cancel-other-payments";
import { levelCollections } from "./order/level-collections";
import { placeOrder } from "./place-order";
import { repairCollectionLink } from "./repair/repair-order-links";
import { reached } from "./settle-steps";

/**
 * All the money is there. What Medusa has authorized is captured; otherwise the money's session is matched, its order placed if there
 * is none yet, and exactly the session's amount captured. An order that exists takes the money even if it changed meanwhile.
 */
export async function applySettled(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const loaded = await loadRepaired(context, row);
  reached("loaded", row.id);
  if (!row.captured_at && (await context.ledger.refunds.hasUnclaimed(row.id))) {
    return flagAttention(context, row, "mismatch", { code: "partly_refunded" });
  }
  if (!row.captured_at && (await isPaidOtherwise(context.container, loaded))) {
    return flagAttention(context, row, "duplicate", { code: "cart_already_paid" });
  }
  const payment = findAuthorized(row, loaded);
  if (payment) return captureAuthorized(context, row, loaded, payment);

  const match = matchSession(row, loaded);
  const isUnusable = match.session ? match.session.payment?.canceledAt : match.problem === "session_gone";
  if (isUnusable && (await mayBookWithoutSession(context, row, loaded))) {
    return bookWithNewSession(context, row);
  }
  if (!match.session) {
    const attention = match.problem === "amount_changed" ? "mismatch" : "superseded";
    return flagAttention(context, row, attention, { code: match.problem });
  }
  const { session, isAdopted } = match;
  if (session.payment?.canceledAt) return flagAttention(context, row, "canceled", { code: "payment_canceled" });
  const matched = isAdopted ? await adoptPayment(context, row, session.id) : row;
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
  if (payment.captures.length === 0 && openPayments(loaded).length > 0) {
    return settleAlone(context, row, loaded);
  }
  await capturePayment(context.container, row, loaded, payment);
  return closeBooked(context, row, loaded);
}

/** Places the order if there is none yet, then captures exactly the session's amount. */
async function placeAndCapture(
  context: SettleContext,
  row: PaymentRow,
  loaded: PaymentContext,
  session: SessionView,
): Promise<PaymentRow> {
  if (openPayments(loaded).length > 0) return settleAlone(context, row, loaded);
  const { container } = context;
  const needsOrder = loaded.cartId && !loaded.orderOfCart;
  if (needsOrder) {
    const order = await placeOrder(context, row, loaded, session);
    if (order.isFresh && (await captureFresh(container, row, session))) {
      return closePayment(context, row, { id: order.orderId, isNew: true });
    }
  }
  const placed = needsOrder ? await loadPaymentContext(container, row) : loaded;
  const payment = findAuthorized(row, placed);
  if (payment) return captureAuthorized(context, row, placed, payment);
  if (placed.orderId) await bookOnOrder(container, row, placed);
  await authorizeAndCapture(container, row, session);
  return closeBooked(context, row, placed);
}

/** Looks again once no other provider can capture for the same order: one may have done so meanwhile. */
async function settleAlone(context: SettleContext, row: PaymentRow, loaded: PaymentContext): Promise<PaymentRow> {
  await cancelOtherPayments(context.container, loaded);
  return applySettled(context, row);
}

/** The money's session is gone or canceled, as an edit of the order leaves it. The order takes the money through a new one. */
async function bookWithNewSession(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  const { container, ledger } = context;
  // The provider gives it this payment, since the payment belongs to the collection and has the money.
  const { id } = await container.resolve(Modules.PAYMENT).createPaymentSession(row.payment_collection_id, {
    provider_id: row.provider_id,
    amount: row.amount,
    currency_code: row.currency_code,
    data: {},
  });
  const moved = (await ledger.payments.find(row.id)) ?? row;
  const loaded = await loadPaymentContext(container, moved);
  const session = loaded.sessions.find((each) => each.id === id);
  if (!session || moved.session_id !== id) {
    return flagAttention(context, moved, "superseded", { code: "session_gone" });
  }
  return placeAndCapture(context, moved, loaded, session);
}

/** What the order still costs keeps a collection of its own. */
async function closeBooked(context: SettleContext, row: PaymentRow, { orderId }: PaymentContext): Promise<PaymentRow> {
  if (orderId && !row.captured_at) await levelCollections(context.container, orderId);
  return closePayment(context, row, { id: orderId, isNew: false });
}
