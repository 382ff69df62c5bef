import { decimal } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules, PaymentActions } from "@medusajs/framework/utils";
import { gatewayFor } from "../gateway/gateway";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, Attention, PaymentRow } from "../modules/ledger/types";
import { isBooked } from "./booked";
import { healCartLink } from "./heal-cart-link";
import { locate, orderOfCart, type Place, type SessionView } from "./locate";
import { readPayment } from "./read-payment";

const LOCK_TIMEOUT_S = 30;
const COMPLETE_CART = "complete-cart";
const PROCESS_PAYMENT = "process-payment-workflow";

interface Settling {
  container: MedusaContainer;
  actor: Actor;
}

/**
 * Asks the vendor about a payment and makes Medusa agree: places the order, captures once, or notes why a person must look.
 *
 * Whoever asks (webhook, job, admin, shopper), this is the one path. It may be repeated and interrupted anywhere: each step
 * first looks at what is there. One payment collection is settled by one caller at a time, under a key of the plugin's own,
 * since the workflows inside take Medusa's lock on the cart and such locks are not re-entrant.
 *
 * @returns the ledger row afterwards
 * @throws MedusaError, or whatever Medusa's workflows throw, when it should be tried again
 */
export async function settlePayment(container: MedusaContainer, paymentId: string, actor: Actor): Promise<PaymentRow> {
  const ledger = container.resolve(LEDGER);
  const asked = await ledger.findPayment(paymentId);
  if (!asked) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${paymentId}`);
  return container.resolve(Modules.LOCKING).execute(
    `calypso:${asked.payment_collection_id}`,
    async () => {
      const row = asked.parent_id ? await ledger.findPayment(asked.parent_id) : asked;
      if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${asked.parent_id}`);
      const read = await readPayment({ ledger, gateway: gatewayFor(ledger.settings), actor }, row);
      return apply({ container, actor }, read);
    },
    { timeout: LOCK_TIMEOUT_S },
  );
}

async function apply(settling: Settling, row: PaymentRow): Promise<PaymentRow> {
  switch (row.outcome) {
    case "waiting":
      return row;
    case "detected":
    case "held":
      return applyDetected(settling, row);
    case "settled":
      return applySettled(settling, row);
    case "underpaid":
    case "overpaid":
    case "late":
    case "declined":
    case "mismatch":
      return note(settling, row, row.outcome);
    case "expired":
      return row;
    default:
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `Calypso: payment ${row.id} has outcome ${row.outcome}`,
      );
  }
}

/** Money is seen but not there yet: the order may be placed, with the payment awaiting. */
async function applyDetected(settling: Settling, row: PaymentRow): Promise<PaymentRow> {
  const { container } = settling;
  if (container.resolve(LEDGER).settings.placeOrderOn !== "detected") return row;
  const place = await locate(container, row);
  const session = sessionFor(row, place);
  if (!session || !place.cart_id || place.order_of_cart) return row;
  await placeOrder(settling, row, place);
  return keep(settling, row, { order_id: await orderOfCart(container, place.cart_id) });
}

async function applySettled(settling: Settling, row: PaymentRow): Promise<PaymentRow> {
  const { container } = settling;
  const place = await locate(container, row);
  const session = sessionFor(row, place);
  if (!session) return note(settling, row, "superseded");
  if (session.payment?.canceled_at) return note(settling, row, "canceled");
  if (session.id !== row.session_id) {
    if (session.payment?.captured_at) return note(settling, row, "duplicate");
    await keep(settling, row, { session_id: session.id }, "payment.adopted");
  }
  if (place.cart_id && !place.order_of_cart) await placeOrder(settling, row, place);

  const after = await locate(container, row);
  const live = after.sessions.find(({ id }) => id === session.id);
  const order_id = after.order_of_cart ?? after.order_of_collection;
  if (!live)
    throw new MedusaError(MedusaError.Types.CONFLICT, `Calypso: session ${session.id} vanished while it was settled`);
  if (live.payment?.canceled_at) return note(settling, row, "canceled");
  if (!(await isBooked(container, live, order_id))) await capture(settling, live);
  return booked(settling, row, order_id);
}

/**
 * The live session that a row's money is for: its own, or, if that is gone, one of the same cart over the same amount. The
 * row's amount is what the vendor was asked for, so money never reaches a session over another amount.
 */
function sessionFor(row: PaymentRow, place: Place): SessionView | undefined {
  const same = (session: SessionView) =>
    decimal.equals(session.amount, row.amount) && session.currency_code === row.currency_code;
  const own = place.sessions.find(({ id }) => id === row.session_id);
  if (own) return same(own) ? own : undefined;
  return place.sessions.find(same);
}

async function placeOrder({ container, actor }: Settling, row: PaymentRow, place: Place): Promise<void> {
  const { cart_id } = place;
  if (!cart_id) return;
  if (place.order_of_collection) {
    await healCartLink(container, cart_id, place.order_of_collection);
    return;
  }
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  try {
    await engine.run(COMPLETE_CART, { input: { id: cart_id } });
  } catch (error) {
    // Stays in the ledger whatever the caller does next: money is here and no order came of it.
    await note({ container, actor }, row, "cannot_complete", (error as Error).message);
    throw error;
  }
}

async function capture({ container }: Settling, session: SessionView): Promise<void> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  const data = { session_id: session.id, amount: session.amount };
  await engine.run(PROCESS_PAYMENT, { input: { action: PaymentActions.SUCCESSFUL, data } });
}

async function booked(settling: Settling, row: PaymentRow, order_id: string | undefined): Promise<PaymentRow> {
  if (row.captured_at && row.order_id === (order_id ?? null)) return row;
  const changes = { captured_at: new Date(), order_id: order_id ?? null, attention: null, attention_at: null };
  return keep(settling, row, changes, "payment.captured");
}

/** Notes why a person must look, once for each reason. */
async function note(settling: Settling, row: PaymentRow, attention: Attention, reason?: string): Promise<PaymentRow> {
  if (row.attention === attention) return row;
  return keep(settling, row, { attention, attention_at: new Date() }, `payment.${attention}`, reason);
}

async function keep(
  { container, actor }: Settling,
  row: PaymentRow,
  changes: Partial<PaymentRow>,
  action = "payment.changed",
  reason?: string,
): Promise<PaymentRow> {
  const audit = { actor, action, from_state: row.outcome, to_state: row.outcome, reason, data: { ...changes } };
  return container.resolve(LEDGER).changePayment(row.id, changes, audit);
}
