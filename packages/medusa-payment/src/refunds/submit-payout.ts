import { CalypsoRejectedError, CalypsoUnknownOutcomeError, decimal } from "@calypso-commerce/core";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { type Gateway, gatewayFor } from "../gateway/gateway";
import { isNotFound } from "../gateway/is-not-found";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, PayoutRow, RefundRow } from "../modules/ledger/types";
import { type CryptoAmount, cryptoAmountOf } from "./crypto-amount";
import { emitRefundEvent } from "./events";
import { limitOf } from "./fiat-limit";
import { recordPayout } from "./follow-payout";
import { getRefund, refused } from "./get-refund";
import { reachedPayout } from "./payout-steps";
import { waitingState } from "./waiting-state";

const LOCK_TIMEOUT_S = 30;
const LIMIT_LOCK = "calypso-payout-limits";

/**
 * Pays a refund out, once: the attempt's row is written first and its key is sent along, and an attempt of which nobody knows
 * what became of it is looked up by that key before anything is sent again.
 *
 * @returns the refund, as far as it got; what holds it up is in its error
 * @throws MedusaError for a refund that isn't ready, or what the vendor's reads threw
 */
export async function submitPayout(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  return container
    .resolve(Modules.LOCKING)
    .execute(refundLock(refundId), () => submit(container, refundId, actor), { timeout: LOCK_TIMEOUT_S });
}

/** The lock under which a refund changes its state. */
export function refundLock(refundId: string): string {
  return `calypso-refund:${refundId}`;
}

const SUBMITTABLE = new Set<RefundRow["state"]>(["ready", "submitting", "unknown", "failed", "canceled"]);

async function submit(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const gateway = gatewayFor(ledger.settings);
  const refund = await getRefund(ledger, refundId);
  if (refund.state === "completed" || refund.state === "in_progress") return refund;
  if (!refund.booked_at || refund.reversing_at) throw refused("the refund isn't in Medusa's books");
  if (!SUBMITTABLE.has(refund.state) || waitingState(refund, ledger.settings.refunds) !== "ready") {
    throw refused(`the refund is ${refund.state.replace("_", " ")}, it can't be paid out yet`);
  }
  const last = (await ledger.listPayouts(refundId)).at(-1);
  const live = last && !isDead(last) ? last : undefined;
  if (live?.batch_id) throw refused("the refund is a row of a mass payout, which is looked up as a whole");
  if (live) {
    const found = await findAtVendor(gateway, live);
    if (found) return recordPayout(container, live, found.payout, actor, found.startedAt);
    // Nobody took it: the vendor doesn't know the key. One that was refused may be sent with other contents.
    if (live.outcome === "pending") return resend(container, gateway, refund, live, actor);
    return send(container, gateway, refund, live, actor);
  }
  const worth = await cryptoAmountOf(ledger, gateway, refund);
  const problem = await shortOf(gateway, refund, worth);
  if (problem) return hold(container, refund, problem, actor);
  const payout = await withinDay(container, refund, actor, () => open(container, refund, worth, actor));
  if (!("attempt" in payout)) return payout;
  return send(container, gateway, refund, payout, actor);
}

/** Neither failed nor cancelled attempts can move money any more; only after a signed read has said so is there another. */
export function isDead({ outcome }: PayoutRow): boolean {
  return outcome === "failed" || outcome === "canceled";
}

async function open(
  container: MedusaContainer,
  refund: RefundRow,
  worth: CryptoAmount,
  actor: Actor,
): Promise<PayoutRow> {
  const ledger = container.resolve(LEDGER);
  const payout = await ledger.openPayout(
    {
      refund_id: refund.id,
      currency: String(refund.crypto_currency),
      amount: worth.amount,
      destination: String(refund.destination),
    },
    actor,
  );
  if (!payout)
    throw new MedusaError(MedusaError.Types.CONFLICT, "Calypso: a payout of this refund is under way already");
  reachedPayout("opened", refund.id);
  const audit = { actor, action: "refund.submitting", from_state: refund.state, to_state: "submitting" };
  const changes = { state: "submitting" as const, submitted_at: refund.submitted_at ?? new Date(), error: null };
  const amounts = refund.basis === "custom" ? {} : { crypto_amount: worth.amount };
  await ledger.changeRefund(refund.id, { ...changes, ...amounts }, { ...audit, data: { ...worth } });
  return payout;
}

/** The same attempt under the same key, with what the refund says now. */
async function resend(
  container: MedusaContainer,
  gateway: Gateway,
  refund: RefundRow,
  attempt: PayoutRow,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const worth = await cryptoAmountOf(ledger, gateway, refund);
  const problem = await shortOf(gateway, refund, worth);
  if (problem) return hold(container, refund, problem, actor);
  const content = {
    amount: worth.amount,
    destination: String(refund.destination),
    currency: String(refund.crypto_currency),
  };
  const payout = await ledger.changePayout(attempt.id, { ...content, error: null });
  return send(container, gateway, refund, payout, actor);
}

async function send(
  container: MedusaContainer,
  gateway: Gateway,
  refund: RefundRow,
  payout: PayoutRow,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  // From here on nobody knows, until an answer is written: a process that ends now leaves it so.
  await ledger.changePayout(payout.id, { outcome: "unknown" });
  reachedPayout("sending", refund.id);
  const startedAt = new Date();
  try {
    const created = await gateway.client.payout.create({
      depositAddress: payout.destination,
      amount: payout.amount,
      currency: payout.currency,
      idempotencyKey: payout.idempotency_key,
      externalId: refund.id,
      ...(refund.execution_date ? { executionDate: refund.execution_date.toISOString() } : {}),
    });
    reachedPayout("sent", refund.id);
    return await recordPayout(container, payout, created, actor, startedAt);
  } catch (error) {
    const wasRefused = error instanceof CalypsoRejectedError;
    if (!wasRefused && !(error instanceof CalypsoUnknownOutcomeError)) throw error;
    const reason = error.message;
    // A refused attempt stays the live one: the next try repeats it under the same key.
    await ledger.changePayout(payout.id, { outcome: wasRefused ? "pending" : "unknown", error: reason });
    const state = wasRefused ? "failed" : "unknown";
    const audit = { actor, action: `refund.${state}`, from_state: "submitting", to_state: state, reason };
    const changed = (await ledger.changeRefund(refund.id, { state, error: reason }, audit)) as RefundRow;
    if (wasRefused) await emitRefundEvent(container, "failed", changed, { error: reason });
    return changed;
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

/** What the account lacks for a payout, as a sentence; the vendor has the last word, this saves a payout that would get stuck. */
async function shortOf(
  gateway: Gateway,
  refund: RefundRow,
  { amount, fee }: CryptoAmount,
): Promise<string | undefined> {
  const { balances } = await gateway.client.account.get();
  const balance = balances.find(({ currency }) => currency === refund.crypto_currency)?.amount ?? "0";
  const needed = decimal.add(amount, fee ?? "0");
  if (decimal.compare(balance, needed) >= 0) return undefined;
  const missing = decimal.subtract(needed, balance);
  const { crypto_currency } = refund;
  return `the account has ${balance} ${crypto_currency}, the refund takes ${needed}: top up ${missing} ${crypto_currency} at Calypso, the payout then goes on by itself`;
}

/** Runs work if the day's limit allows for the refund; else the refund waits for tomorrow. */
async function withinDay<T>(
  container: MedusaContainer,
  refund: RefundRow,
  actor: Actor,
  work: () => Promise<T>,
): Promise<T | RefundRow> {
  const ledger = container.resolve(LEDGER);
  const limit = limitOf(ledger.settings.refunds.limitPerDay, refund.currency_code);
  if (limit === undefined || refund.submitted_at) return work();
  const inside = async () => {
    const today = await ledger.sumSubmittedToday(refund.currency_code);
    if (decimal.compare(decimal.add(today, refund.amount), limit) <= 0) return work();
    const code = refund.currency_code.toUpperCase();
    const reason = `the day's limit of ${limit} ${code} for refunds is reached (${today} ${code} so far): it goes out tomorrow`;
    return hold(container, refund, reason, actor);
  };
  return container.resolve(Modules.LOCKING).execute(LIMIT_LOCK, inside, { timeout: LOCK_TIMEOUT_S });
}

/** The refund stays ready; the job tries again. */
async function hold(container: MedusaContainer, refund: RefundRow, error: string, actor: Actor): Promise<RefundRow> {
  const audit = { actor, action: "refund.held", from_state: refund.state, to_state: "ready", reason: error };
  const ledger = container.resolve(LEDGER);
  const changes = { state: "ready" as const, error };
  return (await ledger.changeRefund(refund.id, changes, refund.error === error ? undefined : audit)) as RefundRow;
}
