import { decimal } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, PaymentRow, RefundRow } from "../modules/ledger/types";
import { locate } from "../settle/locate";
import { REFUND_METADATA_KEY } from "./book-refund";
import { submitPayout } from "./submit-payout";

const LOCK_TIMEOUT_S = 30;
const REFUND_PAYMENT = "refund-payment-workflow";

export interface RefundRequest {
  /** The ledger payment's id. */
  payment_id: string;
  /** Decimal string in the payment's currency. */
  amount: string;
  /** The address that the money goes to; without one the refund waits for it. */
  destination?: string | undefined;
  /** @default the currency that was paid in */
  currency?: string | undefined;
  basis: RefundRow["basis"];
  note?: string | undefined;
}

/**
 * Refunds a captured payment: the ledger's row, then Medusa's books, then, if the destination is known, the payout.
 *
 * @returns the ledger's refund, as far as it got
 * @throws MedusaError where nothing was refunded
 */
export async function requestRefund(
  container: MedusaContainer,
  request: RefundRequest,
  actor: Actor,
): Promise<RefundRow> {
  const key = `calypso-refunds-of:${request.payment_id}`;
  const refund = await container
    .resolve(Modules.LOCKING)
    .execute(key, () => decideRefund(container, request, actor), { timeout: LOCK_TIMEOUT_S });
  return refund.destination ? submitPayout(container, refund.id, actor) : refund;
}

/** One at a time for a payment, so that two admins can't both refund what is left. */
async function decideRefund(container: MedusaContainer, request: RefundRequest, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const row = await ledger.findPayment(request.payment_id);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${request.payment_id}`);
  if (!decimal.isDecimal(request.amount) || !decimal.isPositive(request.amount)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Calypso: the amount to refund must be a decimal above zero");
  }
  const place = await locate(container, row);
  const payment = place.sessions.find(({ id }) => id === row.session_id)?.payment;
  if (!payment?.captured_at) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Calypso: only a captured payment can be refunded");
  }
  await refuseTooMuch(container, payment.id, request.amount);
  const refund = await ledger.openRefund(
    {
      payment_id: row.id,
      medusa_payment_id: payment.id,
      order_id: place.order_of_cart ?? place.order_of_collection ?? null,
      amount: request.amount,
      currency_code: row.currency_code,
      basis: request.basis,
      crypto_currency: request.currency ?? (await paidCurrency(container, row)),
      destination: request.destination ?? null,
      state: request.destination ? "ready" : "awaiting_destination",
      origin: "admin",
      requested_by: actor.startsWith("admin:") ? actor.slice("admin:".length) : null,
      note: request.note ?? null,
    },
    actor,
  );
  await bookInMedusa(container, refund, actor);
  return (await ledger.findRefund(refund.id)) as RefundRow;
}

/** Medusa's own check lets one smallest unit too much pass. */
async function refuseTooMuch(container: MedusaContainer, payment_id: string, amount: string): Promise<void> {
  const payment = await container
    .resolve(Modules.PAYMENT)
    .retrievePayment(payment_id, { relations: ["captures.raw_amount", "refunds.raw_amount"] });
  const captured = decimal.sum((payment.captures ?? []).map(rawAmount));
  const refunded = decimal.sum((payment.refunds ?? []).map(rawAmount));
  const left = decimal.subtract(captured, refunded);
  if (decimal.compare(amount, left) <= 0) return;
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Calypso: at most ${left} ${payment.currency_code.toUpperCase()} of this payment can still be refunded`,
  );
}

function rawAmount(entry: object): string {
  return (entry as { raw_amount: { value: string } }).raw_amount.value;
}

async function bookInMedusa(container: MedusaContainer, refund: RefundRow, actor: Actor): Promise<void> {
  const ledger = container.resolve(LEDGER);
  const input = {
    payment_id: refund.medusa_payment_id,
    amount: refund.amount,
    note: refund.note ?? undefined,
    created_by: refund.requested_by ?? undefined,
    // Medusa hands it through to its refund row, where the provider finds the ledger's id.
    metadata: { [REFUND_METADATA_KEY]: refund.id },
  };
  try {
    await container.resolve(Modules.WORKFLOW_ENGINE).run(REFUND_PAYMENT, { input });
  } catch (error) {
    const reason = (error as Error).message;
    await ledger.changeRefund(
      refund.id,
      { state: "canceled", error: reason },
      { actor, action: "refund.refused", from_state: refund.state, to_state: "canceled", reason },
    );
    throw error;
  }
  await ledger.changeRefund(refund.id, { booked_at: new Date() }, undefined);
}

/** The currency of the invoice that was paid: the row's own, or that of the settled invoice of its widget. */
async function paidCurrency(container: MedusaContainer, row: PaymentRow): Promise<string | null> {
  if (row.crypto_currency) return row.crypto_currency;
  const children = await container.resolve(LEDGER).listChildren(row.id);
  return children.find(({ outcome }) => outcome === "settled")?.crypto_currency ?? null;
}
