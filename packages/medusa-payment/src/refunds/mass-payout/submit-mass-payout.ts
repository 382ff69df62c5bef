import { massPayoutLimit } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, BatchRow, RefundRow } from "../../modules/ledger/types";
import { cryptoAmountOf } from "../amount/crypto-amount";
import { waitingState } from "../approval/waiting-state";
import { holdRefused } from "../gatekeeper/hold-refused";
import { passGate } from "../gatekeeper/pass-gate";
import { getRefund, refused } from "../get-refund";
import { checkNotFrozen } from "../payout/check-not-frozen";
import { reachedPayout } from "../payout/payout-steps";
import { withMassPayout } from "../with-refund";
import { sendMassPayout } from "./send-mass-payout";

/** A mass payout is cheaper than so many single ones. */
export const MASS_FROM = 6;

/**
 * Pays several refunds of one currency out as one mass payout, or several where the vendor takes fewer rows in one. Each refund has
 * its own attempt and its own end.
 *
 * @returns the mass payouts, as far as they got
 * @throws MedusaError where they can't go together
 */
export async function submitMassPayout(
  container: MedusaContainer,
  refundIds: string[],
  actor: Actor,
): Promise<BatchRow[]> {
  const ledger = container.resolve(LEDGER);
  const refunds = await Promise.all([...new Set(refundIds)].map((id) => getRefund(ledger, id)));
  const currency = checkTogether(refunds, container);
  for (const { payment_id } of refunds) checkNotFrozen(await ledger.payments.find(payment_id));
  const client = clientFor(ledger.settings);
  const rows = [];
  const needs: string[] = [];
  for (const refund of refunds) {
    const { amount, fee } = await cryptoAmountOf(ledger, client, refund);
    rows.push({ refund_id: refund.id, currency, amount, destination: String(refund.destination) });
    needs.push(amount, fee ?? "0");
  }
  const { balances } = await client.account.get();
  const balance = balances.find((each) => each.currency === currency)?.amount ?? "0";
  const needed = decimal.sum(needs);
  if (decimal.compare(balance, needed) < 0) {
    const missing = decimal.subtract(needed, balance);
    throw refused(`the account has ${balance} ${currency}, the refunds take ${needed}: top up ${missing} ${currency}`);
  }
  const size = massPayoutLimit(currency);
  const batches: BatchRow[] = [];
  for (let from = 0; from < rows.length; from += size) {
    const opened = await openWithinDay(container, currency, rows.slice(from, from + size), refunds, actor);
    if (opened) batches.push(await send(container, opened.batch, opened.payouts, actor));
  }
  return batches;
}

function checkTogether(refunds: RefundRow[], container: MedusaContainer): string {
  const { settings } = container.resolve(LEDGER);
  const [first] = refunds;
  if (!first || refunds.length < MASS_FROM) throw refused(`a mass payout pays off from ${MASS_FROM} refunds on`);
  for (const refund of refunds) {
    const isReady = refund.state === "ready" && waitingState(refund, settings.refunds) === "ready";
    if (!isReady || !refund.booked_at || refund.reversing_at || refund.execution_date) {
      throw refused(`the refund ${refund.id} isn't ready to be paid out`);
    }
    if (refund.crypto_currency !== first.crypto_currency) throw refused("a mass payout has one currency");
  }
  return String(first.crypto_currency);
}

async function openWithinDay(
  container: MedusaContainer,
  currency: string,
  rows: { refund_id: string; currency: string; amount: string; destination: string }[],
  refunds: RefundRow[],
  actor: Actor,
) {
  const ledger = container.resolve(LEDGER);
  const of = (id: string) => refunds.find((refund) => refund.id === id) as RefundRow;
  const own = rows.map(({ refund_id }) => of(refund_id));
  const stopped = await passGate(container, own);
  if (stopped) {
    const { error } = await holdRefused(container, stopped, actor);
    throw refused(`the refund ${stopped.refund.id} can't be paid out: ${error}`);
  }
  const opened = await ledger.batches.open(currency, rows, actor);
  reachedPayout("opened", String(opened?.batch.id));
  for (const payout of opened?.payouts ?? []) {
    const { state } = of(payout.refund_id);
    const audit = { actor, action: "refund.submitting", from_state: state, to_state: "submitting" };
    const changes = { state: "submitting" as const, error: null };
    await ledger.refunds.changeOpen(payout.refund_id, { ...changes, crypto_amount: payout.amount }, audit, [state]);
  }
  return opened;
}

async function send(
  container: MedusaContainer,
  batch: BatchRow,
  payouts: Parameters<typeof sendMassPayout>[2],
  actor: Actor,
): Promise<BatchRow> {
  await withMassPayout(container, batch.id, () => sendMassPayout(container, batch, payouts, actor));
  return (await container.resolve(LEDGER).batches.find(batch.id)) as BatchRow;
}
