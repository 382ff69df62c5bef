import { payoutOutcome } from "@calypso-commerce/core";
import type { Payout } from "@calypso-commerce/core/schemas";
import type { MedusaContainer } from "@medusajs/framework/types";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, PayoutRow, RefundRow } from "../../modules/ledger/types";
import { emitRefundEvent } from "../events";
import { describePayoutProblems } from "./payout-problems";
import { isAlarming, payoutTransition } from "./payout-transition";
import { releaseAttention } from "./release-attention";

/** Reads a payout from the vendor and writes into the ledger how far the refund's money is. */
export async function followPayout(container: MedusaContainer, payout: PayoutRow, actor: Actor): Promise<RefundRow> {
  const startedAt = new Date();
  const key = payout.vendor_id ? { id: payout.vendor_id } : { idempotencyKey: payout.idempotency_key };
  const read = await clientFor(container.resolve(LEDGER).settings).payout.get(key);
  return recordPayout(container, payout, read, actor, startedAt);
}

/** Writes what the vendor answered about a single payout, to the attempt and to its refund. */
export async function recordPayout(
  container: MedusaContainer,
  payout: PayoutRow,
  read: Payout,
  actor: Actor,
  startedAt: Date,
): Promise<RefundRow> {
  const { outcome, transactionHash, problems } = payoutOutcome(read);
  const details = (read.errors?.withdrawalErrors ?? [])
    .flatMap(({ errors }) => errors)
    .filter(({ errorResolved, status }) => errorResolved !== true && status !== "SUCCESS")
    .flatMap(({ errorMessage }) => errorMessage ?? []);
  const changes: Partial<PayoutRow> = {
    vendor_id: read.id,
    state: read.state,
    outcome,
    transaction_hash: transactionHash ?? payout.transaction_hash,
    fee: read.calypsoFee ?? payout.fee,
    fee_percent: read.calypsoFeePercentage ?? payout.fee_percent,
    error: describePayoutProblems(outcome, problems, details),
  };
  return recordOutcome(container, payout, changes, actor, startedAt);
}

/** Writes an attempt's changes and takes its refund to the state that follows. */
export async function recordOutcome(
  container: MedusaContainer,
  payout: Pick<PayoutRow, "id" | "refund_id">,
  changes: Partial<PayoutRow>,
  actor: Actor,
  startedAt: Date,
): Promise<RefundRow> {
  const { before, now, isNew } = await container
    .resolve(LEDGER)
    .payouts.recordAnswer(payout, startedAt, (attempt, isLast, refund) =>
      payoutTransition({ changes, before: attempt, isLast, refund, actor }),
    );
  await announce(container, before, now, isNew);
  return now;
}

async function announce(container: MedusaContainer, before: RefundRow, now: RefundRow, isNew: boolean): Promise<void> {
  if (before.state === now.state) {
    const isNewAlarm = isNew && isAlarming(now.error_code);
    return isNewAlarm ? emitRefundEvent(container, "failed", now, { error: now.error }) : undefined;
  }
  switch (now.state) {
    case "in_progress":
      return emitRefundEvent(container, "sent", now, {});
    case "completed":
      await releaseAttention(container, now);
      return emitRefundEvent(container, "completed", now, {});
    case "failed":
    case "canceled":
      return emitRefundEvent(container, "failed", now, { error: now.error });
  }
}
