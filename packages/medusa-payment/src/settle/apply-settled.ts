import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules, PaymentActions } from "@medusajs/framework/utils";
import type { PaymentRow } from "../modules/ledger/types";
import { closeIntervention } from "./apply-intervention";
import { isBooked } from "./booked";
import { locate, type SessionView } from "./locate";
import { placeOrder } from "./place-order";
import { sessionFor } from "./session-for";
import { reached } from "./settle-steps";
import { keep, note, type Settling } from "./settling";

const PROCESS_PAYMENT = "process-payment-workflow";
const CAPTURE_PAYMENT = "capture-payment-workflow";

/** The money is all there: the order is placed if it isn't yet, and the session's amount captured, once. */
export async function applySettled(settling: Settling, given: PaymentRow): Promise<PaymentRow> {
  const { container } = settling;
  let row = given;
  const place = await locate(container, row);
  reached("located", row.id);
  const { session, adopted, reason } = sessionFor(row, place);
  if (!session) {
    return reason === "amount"
      ? note(settling, row, "mismatch", "the cart or the session costs something else now")
      : note(settling, row, "superseded", "its payment session is gone, and no other of the cart has this amount");
  }
  if (await isTaken(settling, row, session)) return note(settling, row, "duplicate", "the cart was paid already");
  if (session.payment?.canceled_at) return note(settling, row, "canceled", "the payment was cancelled in Medusa");
  if (!row.captured_at && (await settling.ledger.hasUnclaimedRefunds(row.id))) {
    return note(settling, row, "mismatch", "part of its money was refunded before the rest came");
  }
  if (adopted) row = await keep(settling, row, { session_id: session.id }, "payment.adopted");

  const { cart_id, order_of_cart } = place;
  const placed = cart_id && !order_of_cart ? await placeOrder(settling, row, cart_id, place, session) : undefined;
  if (placed?.isFresh) {
    await captureFresh(container, row, session);
    return finish(settling, row, placed.order_id, true);
  }
  const after = placed ? await locate(container, row) : place;
  const order_id = after.order_of_cart ?? after.order_of_collection;
  const now = after.sessions.find(({ id }) => id === session.id);
  if (!now)
    throw new MedusaError(MedusaError.Types.CONFLICT, `Calypso: session ${session.id} went while it was settled`);
  if (now.payment?.canceled_at) return note(settling, row, "canceled", "the payment was cancelled in Medusa");
  if (!(await isBooked(container, now, order_id))) await capture(container, row, now);
  return finish(settling, row, order_id, placed !== undefined);
}

/** Whether another invoice's money was captured for the session. */
async function isTaken({ ledger }: Settling, row: PaymentRow, session: SessionView): Promise<boolean> {
  const rows = await ledger.listByCollection(row.payment_collection_id);
  return rows.some(
    (each) => each.id !== row.id && each.parent_id === null && each.session_id === session.id && each.captured_at,
  );
}

/** By Medusa's webhook workflow, which authorizes first where that was put off. */
async function capture(container: MedusaContainer, row: PaymentRow, session: SessionView): Promise<void> {
  const data = { session_id: session.id, amount: session.amount };
  const input = { action: PaymentActions.SUCCESSFUL, data };
  await run(container, row, PROCESS_PAYMENT, input);
}

/** A payment that was authorized a moment ago, under this payment's lock: all that is left is to capture it. */
async function captureFresh(container: MedusaContainer, row: PaymentRow, session: SessionView): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT);
  const filters = { payment_session_id: session.id } as Parameters<typeof payments.listPayments>[0];
  const [payment] = await payments.listPayments(filters, { select: ["id"] });
  if (!payment) return capture(container, row, session);
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
  const children = await settling.ledger.listChildren(row.id);
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
