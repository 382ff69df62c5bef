import { CalypsoRejectedError, CalypsoUnknownOutcomeError } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { type Gateway, gatewayFor } from "../gateway/gateway";
import { isNotFound } from "../gateway/is-not-found";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, PayoutRow, RefundRow } from "../modules/ledger/types";
import { recordPayout } from "./follow-payout";
import { refundCryptoAmount } from "./refund-crypto-amount";

const LOCK_TIMEOUT_S = 30;

/**
 * Pays a refund out, once: the attempt's row is written first and its key is sent along, and an attempt of which nobody knows
 * what became of it is looked up by that key before anything is sent again.
 *
 * @returns the refund, as far as it got; a vendor that refuses or can't be reached is told in its state and error
 */
export async function submitPayout(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  return container
    .resolve(Modules.LOCKING)
    .execute(`calypso-refund:${refundId}`, () => submit(container, refundId, actor), { timeout: LOCK_TIMEOUT_S });
}

async function submit(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const gateway = gatewayFor(ledger.settings);
  const refund = await ledger.findRefund(refundId);
  if (!refund) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no refund ${refundId}`);
  if (refund.state === "completed" || refund.state === "in_progress") return refund;
  if (!refund.destination || !refund.crypto_currency || !refund.booked_at) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Calypso: the refund can't be paid out before it has a destination and a currency and Medusa has booked it",
    );
  }
  const last = (await ledger.listPayouts(refundId)).at(-1);
  const live = last && last.outcome !== "failed" && last.outcome !== "canceled" ? last : undefined;
  if (live) {
    const found = await findAtVendor(gateway, live);
    if (found) return recordPayout(ledger, live, found.payout, actor, found.startedAt);
  }
  const payout = live ?? (await openAttempt(container, gateway, refund, actor));
  return send(container, gateway, refund, payout, actor);
}

async function openAttempt(
  container: MedusaContainer,
  gateway: Gateway,
  refund: RefundRow,
  actor: Actor,
): Promise<PayoutRow> {
  const ledger = container.resolve(LEDGER);
  const amount = await refundCryptoAmount(ledger, gateway, refund);
  const input = {
    refund_id: refund.id,
    currency: String(refund.crypto_currency),
    amount,
    destination: String(refund.destination),
  };
  const payout = await ledger.openPayout(input, actor);
  if (!payout)
    throw new MedusaError(MedusaError.Types.CONFLICT, "Calypso: a payout of this refund is under way already");
  const audit = { actor, action: "refund.submitting", from_state: refund.state, to_state: "submitting" };
  await ledger.changeRefund(refund.id, { state: "submitting", crypto_amount: amount, error: null }, audit);
  return payout;
}

async function send(
  container: MedusaContainer,
  gateway: Gateway,
  refund: RefundRow,
  payout: PayoutRow,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const startedAt = new Date();
  try {
    const created = await gateway.client.payout.create({
      depositAddress: payout.destination,
      amount: payout.amount,
      currency: payout.currency,
      idempotencyKey: payout.idempotency_key,
      externalId: refund.id,
    });
    return await recordPayout(ledger, payout, created, actor, startedAt);
  } catch (error) {
    const open = !(error instanceof CalypsoRejectedError);
    // A refused attempt stays the live one: the next try repeats it under the same key.
    const state = open ? "unknown" : "failed";
    const reason = (error as Error).message;
    await ledger.changePayout(payout.id, { outcome: open ? "unknown" : "pending", error: reason });
    const audit = { actor, action: `refund.${state}`, from_state: "submitting", to_state: state, reason };
    const changed = await ledger.changeRefund(refund.id, { state, error: reason }, audit);
    if (error instanceof CalypsoUnknownOutcomeError || !open) return changed as RefundRow;
    throw error;
  }
}

/** The payout of an attempt, if the vendor has it. */
async function findAtVendor(gateway: Gateway, attempt: PayoutRow) {
  const startedAt = new Date();
  try {
    const payout = await gateway.client.payout.get({ idempotencyKey: attempt.idempotency_key });
    return { payout, startedAt };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
