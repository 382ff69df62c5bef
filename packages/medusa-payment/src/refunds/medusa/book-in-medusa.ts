import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { refundPaymentWorkflowId } from "@medusajs/medusa/core-flows";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { isOrderCanceled } from "../../payment/order/is-order-canceled";
import { REFUND_METADATA_KEY } from "./book-refund";
import { finishCreditChange } from "./credit-change";
import { creditOf } from "./order-credit";
import { recountRefunded } from "./recount-refunded";

/**
 * Writes a refund of an order into Medusa's books: refund row, order transaction, credit line. May be repeated: rows that an
 * interrupted attempt left without a transaction go first.
 *
 * Medusa's own workflow would pay a refund of a cancelled order out and then refuse to book it; there the two calls are made that
 * it would make.
 *
 * @throws what Medusa refused with; then nothing is booked
 */
export async function bookInMedusa(container: MedusaContainer, refund: RefundRow, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const { order_id } = refund;
  if (refund.source === "ledger" || !order_id) return markBooked(container, refund, null);
  await deleteUnbooked(container, refund);
  await finishCreditChange(container, order_id);
  const credit_before = refund.credit_before ?? (await creditOf(container, order_id));
  if (!refund.credit_before) await ledger.refunds.change(refund.id, { credit_before }, undefined);
  const input = {
    payment_id: refund.medusa_payment_id,
    amount: refund.amount,
    note: refund.note ?? undefined,
    created_by: refund.requested_by ?? undefined,
    // Medusa hands it through to its refund row, where the provider finds the ledger's id.
    metadata: { [REFUND_METADATA_KEY]: refund.id },
  };
  try {
    if (await isOrderCanceled(container, order_id)) await bookOnCanceled(container, refund, input);
    else await container.resolve(Modules.WORKFLOW_ENGINE).run(refundPaymentWorkflowId, { input });
  } catch (error) {
    const reason = (error as Error).message;
    const audit = { actor, action: "refund.refused", from_state: refund.state, to_state: "canceled", reason };
    const over = { state: "canceled" as const, reversed_at: new Date(), error: reason };
    await deleteUnbooked(container, refund);
    await ledger.refunds.change(refund.id, over, audit);
    throw error;
  }
  return markBooked(container, refund, decimal.subtract(await creditOf(container, order_id), credit_before));
}

/** Whether Medusa's books hold a refund: its row and the order's transaction for it. */
export async function isBookedInMedusa(container: MedusaContainer, refund: RefundRow): Promise<boolean> {
  if (!refund.order_id) return false;
  const rows = await medusaRefunds(container, refund);
  const transactions = await transactionsOf(container, refund, rows);
  return rows.length > 0 && transactions.length > 0;
}

export async function markBooked(container: MedusaContainer, refund: RefundRow, credit: string | null) {
  const changes = { booked_at: new Date(), credit };
  return (await container.resolve(LEDGER).refunds.change(refund.id, changes, undefined)) as RefundRow;
}

async function bookOnCanceled(
  container: MedusaContainer,
  refund: RefundRow,
  input: { payment_id: string | null; amount: string; note: string | undefined; metadata: Record<string, string> },
): Promise<void> {
  const payment = container.resolve(Modules.PAYMENT);
  await payment.refundPayment(input as Parameters<typeof payment.refundPayment>[0]);
  const [row] = await medusaRefunds(container, refund);
  await container.resolve(Modules.ORDER).addOrderTransactions([
    {
      order_id: String(refund.order_id),
      amount: decimal.multiply(refund.amount, "-1"),
      currency_code: refund.currency_code,
      reference: "refund",
      reference_id: String(row?.id),
    } as never,
  ]);
}

interface MedusaRefundRow {
  id: string;
  metadata?: Record<string, unknown> | null;
}

/** Medusa's rows for a refund of the ledger's; more than one only if an attempt was interrupted. */
async function medusaRefunds(container: MedusaContainer, refund: RefundRow): Promise<MedusaRefundRow[]> {
  const payment = container.resolve(Modules.PAYMENT);
  const rows = await payment.listRefunds({ payment_id: refund.medusa_payment_id } as never, { take: null } as never);
  return (rows as unknown as MedusaRefundRow[]).filter((row) => row.metadata?.[REFUND_METADATA_KEY] === refund.id);
}

async function transactionsOf(container: MedusaContainer, refund: RefundRow, rows: MedusaRefundRow[]) {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const filters = { order_id: String(refund.order_id), reference: "refund", reference_id: ids };
  return container.resolve(Modules.ORDER).listOrderTransactions(filters);
}

/**
 * Refund rows that a killed process left without the order's transaction: they count as refunded and are not, and Medusa would give
 * them a transaction over the amount of the payment's next refund.
 */
export async function deleteUnbooked(container: MedusaContainer, refund: RefundRow): Promise<void> {
  const rows = await medusaRefunds(container, refund);
  const booked = new Set((await transactionsOf(container, refund, rows)).map(({ reference_id }) => reference_id));
  const stale = rows.filter(({ id }) => !booked.has(id)).map(({ id }) => id);
  if (stale.length === 0) return;
  await container.resolve(Modules.PAYMENT).deleteRefunds(stale);
  await recountRefunded(container, String(refund.medusa_payment_id));
  await container.resolve(LEDGER).refunds.change(refund.id, { refund_id: null }, undefined);
}
