import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { isOrderCanceled } from "../../payment/order/is-order-canceled";
import { getRefund, refused } from "../get-refund";
import { findAtVendor } from "../payout/find-payout";
import { reachedPayout } from "../payout/payout-steps";
import { recordPayout } from "../payout/sync-payout";
import { addCreditLine, finishCreditChange, REVERSAL } from "./credit-change";
import { hasCreditLine } from "./order-credit";
import { recountRefunded } from "./recount-refunded";

/**
 * Takes a refund that will not be paid out back out of Medusa's books: its row, the collection's total, the order's transaction, and
 * the credit line, in the order in which each can be repeated after an interruption. The caller holds the lock of the payment's refunds:
 * two at once would each add a credit line.
 *
 * @throws MedusaError while a payout may still move money, or for a cancelled order
 */
export async function reverseRefund(
  container: MedusaContainer,
  refundId: string,
  reason: string,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const refund = await getRefund(ledger, refundId);
  if (refund.reversed_at) return refund;
  const last = (await ledger.payouts.listByRefund(refundId)).at(-1);
  // It was refused, or never sent, as far as the ledger knows. The vendor knows better.
  const found = last?.outcome === "pending" ? await findAtVendor(clientFor(ledger.settings), last) : undefined;
  if (last && found) await recordPayout(container, last, found.payout, actor, found.startedAt);
  const isInBooks = refund.source === "order" && refund.refund_id !== null;
  if (isInBooks && refund.order_id && (await isOrderCanceled(container, refund.order_id))) {
    throw refused("the order is cancelled; a refund of it can't be taken back");
  }
  const begun = { actor, action: "refund.reversing", from_state: refund.state, to_state: "canceled", reason };
  if (!(await ledger.refunds.startReversal(refundId, begun)))
    throw refused("a payout of the refund may still move money, or has");
  reachedPayout("reversing", refundId);
  if (isInBooks) await takeOutOfBooks(container, refund);
  reachedPayout("unbooked", refundId);
  const audit = { actor, action: "refund.reversed", from_state: refund.state, to_state: "canceled", reason };
  const over = { state: "canceled" as const, reversed_at: new Date(), error: reason };
  return (await ledger.refunds.change(refundId, over, audit)) as RefundRow;
}

/** Reversals of a payment's refunds that were interrupted: half done, they spoil the next refund's credit line. */
export async function finishReversals(container: MedusaContainer, payment_id: string, actor: Actor): Promise<void> {
  const refunds = await container
    .resolve(LEDGER)
    .listLedgerRefunds({ payment_id, reversed_at: null, reversing_at: { $ne: null } });
  for (const { id } of refunds) await reverseRefund(container, id, "its reversal was begun", actor);
}

async function takeOutOfBooks(container: MedusaContainer, refund: RefundRow): Promise<void> {
  const { refund_id, order_id, medusa_payment_id } = refund;
  if (!refund_id || !medusa_payment_id) return;
  const payment = container.resolve(Modules.PAYMENT) as unknown as {
    softDeleteRefunds(ids: string[]): Promise<unknown>;
  };
  await payment.softDeleteRefunds([refund_id]);
  await recountRefunded(container, medusa_payment_id);
  if (!order_id) return;
  await finishCreditChange(container, order_id);
  const orders = container.resolve(Modules.ORDER);
  const transactions = await orders.listOrderTransactions({ order_id, reference: "refund", reference_id: refund_id });
  // Before the order's change: that one computes the new version's totals from the transactions.
  if (transactions.length > 0) await orders.deleteOrderTransactions(transactions.map(({ id }) => id));
  await takeCreditBack(container, order_id, refund_id, refund.credit ?? "0");
}

async function takeCreditBack(container: MedusaContainer, order_id: string, refund_id: string, credit: string) {
  if (!decimal.isPositive(credit) || (await hasCreditLine(container, order_id, REVERSAL, refund_id))) return;
  await addCreditLine(container, {
    order_id,
    amount: decimal.multiply(credit, "-1"),
    reference: REVERSAL,
    reference_id: refund_id,
  });
}
