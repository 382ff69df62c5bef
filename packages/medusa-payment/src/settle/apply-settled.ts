import { decimal } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules, PaymentActions } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { closeIntervention } from "./apply-intervention";
import { isBooked } from "./booked";
import { finishCapture } from "./heal-capture";
import { healCollectionLink } from "./heal-order-links";
import { locate, type PaymentView, type Place, type SessionView } from "./locate";
import { placeOrder } from "./place-order";
import { sessionFor } from "./session-for";
import { reached } from "./settle-steps";
import { keep, note, type Settling } from "./settling";

const PROCESS_PAYMENT = "process-payment-workflow";
const CAPTURE_PAYMENT = "capture-payment-workflow";

/** The money is all there: the order is placed if it isn't yet, and the session's amount captured, once. */
export async function applySettled(settling: Settling, given: PaymentRow): Promise<PaymentRow> {
  const { container, ledger } = settling;
  let row = given;
  let place = await locate(container, row);
  if (await healCollectionLink(container, row, place)) place = await locate(container, row);
  reached("located", row.id);
  if (!row.captured_at && (await ledger.refunds.hasUnclaimed(row.id))) {
    return note(settling, row, "mismatch", "part of its money was refunded before the rest came");
  }
  const payment = paymentFor(row, place);
  if (payment) return capturePayment(settling, row, place, payment);

  const { session, adopted, reason } = sessionFor(row, place);
  if (!session) {
    return reason === "amount"
      ? note(settling, row, "mismatch", "the cart or the session costs something else now")
      : note(settling, row, "superseded", "its payment session is gone, and no other of the cart has this amount");
  }
  if (session.payment?.canceled_at) return note(settling, row, "canceled", "the payment was cancelled in Medusa");
  if (adopted) row = await keep(settling, row, { session_id: session.id }, "payment.adopted");

  const { cart_id, order_of_cart } = place;
  if (cart_id && !order_of_cart) {
    const { order_id, isFresh } = await placeOrder(settling, row, cart_id, place, session);
    if (!isFresh) return applySettled(settling, row);
    await captureFresh(container, row, session);
    return finish(settling, row, order_id, true);
  }
  await processPayment(container, row, session);
  return finish(settling, row, order_of_cart ?? place.order_of_collection, false);
}

/**
 * The payment of the row's collection that Medusa has already, if the order is there or none is needed. It may be that of a session
 * that was deleted since: a storefront that starts anew on a cart that became an order must not have it captured again.
 */
function paymentFor(row: PaymentRow, place: Place): PaymentView | undefined {
  const isPlaced = place.order_of_cart !== undefined || place.cart_id === undefined;
  if (!isPlaced) return undefined;
  return (
    place.payments.find(({ captures }) => captures.length > 0) ??
    place.payments.find(({ canceled_at, amount }) => !canceled_at && decimal.equals(amount, row.amount))
  );
}

/** Captures a payment that is authorized, or writes what a killed capture left out; another invoice's is left alone. */
async function capturePayment(
  settling: Settling,
  row: PaymentRow,
  { order_of_cart, order_of_collection }: Place,
  payment: PaymentView,
): Promise<PaymentRow> {
  const { container, ledger } = settling;
  const rows = await ledger.payments.listByCollection(row.payment_collection_id);
  const isTaken = rows.some((each) => each.id !== row.id && each.parent_id === null && each.captured_at);
  if (isTaken && !row.captured_at) return note(settling, row, "duplicate", "the cart was paid already");
  const order_id = order_of_cart ?? order_of_collection;
  if (!(await isBooked(container, payment, order_id))) {
    const left = leftOf(payment);
    if (left) await run(container, row, CAPTURE_PAYMENT, { payment_id: payment.id, amount: left });
    else await bookCaptured(container, row, payment);
  }
  return finish(settling, row, order_id, false);
}

/**
 * Writes what a killed capture left out, whatever became of the invoice since: the amount was captured. Captures nothing.
 */
export async function bookWhatIsCaptured({ container }: Settling, row: PaymentRow): Promise<void> {
  const { payments, order_of_cart, order_of_collection } = await locate(container, row);
  const payment = payments.find(({ captures }) => captures.length > 0);
  if (!payment || leftOf(payment)) return;
  if (!(await isBooked(container, payment, order_of_cart ?? order_of_collection)))
    await bookCaptured(container, row, payment);
}

/** What of a payment isn't captured yet; undefined for nothing. */
function leftOf({ amount, captures }: PaymentView): string | undefined {
  const left = decimal.subtract(amount, decimal.sum(captures.map((each) => each.amount)));
  return decimal.isPositive(left) ? left : undefined;
}

/** Medusa's own workflow captures nothing more of what is captured, and writes the order's transaction. */
async function bookCaptured(container: MedusaContainer, row: PaymentRow, payment: PaymentView): Promise<void> {
  await finishCapture(container, payment);
  await run(container, row, CAPTURE_PAYMENT, { payment_id: payment.id });
}

/** By Medusa's webhook workflow, which authorizes first where that was put off. */
async function processPayment(container: MedusaContainer, row: PaymentRow, session: SessionView): Promise<void> {
  const data = { session_id: session.id, amount: session.amount };
  await run(container, row, PROCESS_PAYMENT, { action: PaymentActions.SUCCESSFUL, data });
}

/** A payment that was authorized a moment ago, under this payment's lock: all that is left is to capture it. */
async function captureFresh(container: MedusaContainer, row: PaymentRow, session: SessionView): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT);
  const filters = { payment_session_id: session.id } as Parameters<typeof payments.listPayments>[0];
  const [payment] = await payments.listPayments(filters, { select: ["id"] });
  if (!payment) return processPayment(container, row, session);
  await run(container, row, CAPTURE_PAYMENT, { payment_id: payment.id, amount: session.amount });
}

async function run(container: MedusaContainer, row: PaymentRow, workflow: string, input: object): Promise<void> {
  reached("capturing", row.id);
  await container.resolve(Modules.WORKFLOW_ENGINE).run(workflow, { input });
  reached("captured", row.id);
}

async function finish(
  settling: Settling,
  given: PaymentRow,
  order_id: string | undefined,
  isNew: boolean,
): Promise<PaymentRow> {
  let row = given;
  if (!row.captured_at || row.order_id !== (order_id ?? null)) {
    const free = { attention: null, attention_at: null };
    const changes = { captured_at: row.captured_at ?? new Date(), order_id: order_id ?? null, ...free };
    row = await keep(settling, row, changes, "payment.captured");
    reached("booked", row.id);
    // Only an order that was there before can have been cancelled before.
    if (order_id && !isNew && (await isCanceled(settling.container, order_id))) {
      row = await note(settling, row, "canceled", "the order had been cancelled; the payment is captured on it");
    }
  }
  await listOtherMoney(settling, row);
  if (row.surplus && !row.attention) row = await note(settling, row, "overpaid", `${row.surplus} too much came`);
  const owesNothing = !row.surplus || row.attention_resolved === "overpaid";
  if (row.accepted_at && row.credited && owesNothing) row = await closeIntervention(settling, row);
  const isOver = row.credited && !row.attention && row.intervention_resolved !== false;
  return isOver && !row.closed_at ? keep(settling, row, { closed_at: new Date() }, "payment.closed") : row;
}

/** Of several invoices that a shopper opened from one widget and paid, one is captured; the others' money is listed. */
async function listOtherMoney(settling: Settling, row: PaymentRow): Promise<void> {
  if (row.kind !== "widget") return;
  const children = await settling.ledger.payments.listChildren(row.id);
  const paid = children.filter(({ outcome }) => !["waiting", "expired"].includes(outcome));
  const captured = paid.find(({ outcome }) => outcome === "settled");
  for (const child of paid) {
    if (child.id !== captured?.id)
      await note(settling, child, "duplicate", "another invoice of the widget was captured");
  }
}

async function isCanceled(container: MedusaContainer, id: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: ["status"], filters: { id } });
  return data[0]?.status === "canceled";
}
