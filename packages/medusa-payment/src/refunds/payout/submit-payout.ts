import { CalypsoRejectedError, CalypsoUnknownOutcomeError, payoutOutcome } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { clientFor, type VendorClient } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, PayoutRow, RefundRow } from "../../modules/ledger/types";
import { type CryptoAmount, cryptoAmountOf } from "../amount/crypto-amount";
import { waitingState } from "../approval/waiting-state";
import { emitRefundEvent } from "../events";
import { holdRefused } from "../gatekeeper/hold-refused";
import { passGate } from "../gatekeeper/pass-gate";
import { getRefund, refused } from "../get-refund";
import { withRefund } from "../with-refund";
import { checkNotFrozen } from "./check-not-frozen";
import { findAtVendor, readAtVendor } from "./find-payout";
import { isTerminalFailure } from "./is-terminal-failure";
import { reachedPayout } from "./payout-steps";
import { recordPayout } from "./sync-payout";

/**
 * Pays a refund out, once: the attempt's row is written first and its key is sent along, and an attempt of which nobody knows
 * what became of it is looked up by that key before anything is sent again.
 *
 * @returns the refund, as far as it got; what holds it up is in its error
 * @throws MedusaError for a refund that isn't ready, or what the vendor's reads threw
 */
export async function submitPayout(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  return withRefund(container, refundId, () => submit(container, refundId, actor));
}

const SUBMITTABLE = new Set<RefundRow["state"]>(["ready", "submitting", "unknown", "failed", "canceled"]);

async function submit(container: MedusaContainer, refundId: string, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  let refund = await getRefund(ledger, refundId);
  if (refund.state === "completed" || refund.state === "in_progress") return refund;
  if (!refund.booked_at || refund.reversing_at) throw refused("the refund isn't in Medusa's books");
  if (!SUBMITTABLE.has(refund.state) || waitingState(refund, ledger.settings.refunds) !== "ready") {
    throw refused(`the refund is ${refund.state.replace("_", " ")}, it can't be paid out yet`);
  }
  const last = (await ledger.payouts.listByRefund(refundId)).at(-1);
  if (last?.batch_id && !isTerminalFailure(last))
    throw refused("the refund is a row of a mass payout, which is looked up as a whole");
  try {
    if (last && !isTerminalFailure(last)) return await resumeAttempt(container, client, refund, last, actor);
    // A new key only after a signed read of just now: what was dead yesterday may be said to live.
    if (last?.vendor_id) {
      const { payout, startedAt } = await readAtVendor(client, { id: last.vendor_id });
      refund = await recordPayout(container, last, payout, actor, startedAt);
      if (payoutOutcome(payout).outcome === "in_progress" || refund.state === "completed") return refund;
    }
    return await startAttempt(container, client, refund, actor);
  } catch (error) {
    await recordError(container, refundId, error as Error);
    throw error;
  }
}

/** An attempt that may have been sent: looked up by its key before anything is sent under it again. */
async function resumeAttempt(
  container: MedusaContainer,
  client: VendorClient,
  refund: RefundRow,
  live: PayoutRow,
  actor: Actor,
): Promise<RefundRow> {
  const found = await findAtVendor(client, live);
  if (found) return recordPayout(container, live, found.payout, actor, found.startedAt);
  checkNotFrozen(await container.resolve(LEDGER).payments.find(refund.payment_id));
  // Nobody took it: the vendor doesn't know the key. One that was refused may be sent with other contents.
  const isUnknown = live.outcome !== "pending";
  const stopped = isUnknown ? await passGate(container, [refund]) : undefined;
  if (stopped) return holdRefused(container, stopped, actor);
  if (isUnknown) return send(container, client, refund, live, {}, actor);
  const worth = await cryptoAmountOf(container.resolve(LEDGER), client, refund);
  const short = await shortOf(client, refund, worth);
  if (short) return hold(container, refund, short, actor);
  const refused = await passGate(container, [refund]);
  if (refused) return holdRefused(container, refused, actor);
  const content = {
    amount: worth.amount,
    destination: String(refund.destination),
    currency: String(refund.crypto_currency),
  };
  return send(container, client, refund, live, content, actor);
}

async function startAttempt(
  container: MedusaContainer,
  client: VendorClient,
  refund: RefundRow,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  checkNotFrozen(await ledger.payments.find(refund.payment_id));
  const worth = await cryptoAmountOf(ledger, client, refund);
  const short = await shortOf(client, refund, worth);
  if (short) return hold(container, refund, short, actor);
  const refused = await passGate(container, [refund]);
  if (refused) return holdRefused(container, refused, actor);
  const payout = await openAttempt(container, refund, worth, actor);
  return send(container, client, refund, payout, {}, actor);
}

async function openAttempt(
  container: MedusaContainer,
  refund: RefundRow,
  worth: CryptoAmount,
  actor: Actor,
): Promise<PayoutRow> {
  const ledger = container.resolve(LEDGER);
  reachedPayout("opening", refund.id);
  const payout = await ledger.payouts.open(
    {
      refund_id: refund.id,
      currency: String(refund.crypto_currency),
      amount: worth.amount,
      destination: String(refund.destination),
    },
    actor,
  );
  if (!payout) {
    const message =
      "Calypso: a payout of this refund is under way already, or the refund was changed just now; look again";
    throw new MedusaError(MedusaError.Types.CONFLICT, message);
  }
  reachedPayout("opened", refund.id);
  const audit = { actor, action: "refund.submitting", from_state: refund.state, to_state: "submitting" };
  const changes = { state: "submitting" as const, error: null };
  const amounts = refund.basis === "custom" ? {} : { crypto_amount: worth.amount };
  const entry = { ...audit, data: { ...worth } };
  await ledger.refunds.changeOpen(refund.id, { ...changes, ...amounts }, entry, [refund.state]);
  return payout;
}

async function send(
  container: MedusaContainer,
  client: VendorClient,
  refund: RefundRow,
  attempt: PayoutRow,
  content: Partial<PayoutRow>,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  // From here on nobody knows, until an answer is written: a process that ends now leaves it so.
  const payout = await ledger.payouts.startSending(attempt, content);
  if (!payout) throw refused("somebody else changed the refund just now; look again");
  reachedPayout("sending", refund.id);
  const startedAt = new Date();
  try {
    const created = await client.payout.create({
      depositAddress: payout.destination,
      amount: payout.amount,
      currency: payout.currency,
      idempotencyKey: payout.idempotency_key,
      externalId: refund.id,
      ...(refund.execution_date ? { executionDate: refund.execution_date.toISOString() } : {}),
    });
    reachedPayout("sent", refund.id);
    const recorded = await recordPayout(container, payout, created, actor, startedAt);
    reachedPayout("recorded", refund.id);
    return recorded;
  } catch (error) {
    const wasRefused = error instanceof CalypsoRejectedError;
    if (!wasRefused && !(error instanceof CalypsoUnknownOutcomeError)) throw error;
    // A repetition may be refused because an earlier request worked after all: its key decides, not the refusal.
    const found = wasRefused ? await findAtVendor(client, payout) : undefined;
    if (found) return recordPayout(container, payout, found.payout, actor, found.startedAt);
    return endSending(container, payout, wasRefused ? "failed" : "unknown", error.message, actor);
  }
}

/** A refused attempt stays the live one: the next try repeats it under the same key. */
async function endSending(
  container: MedusaContainer,
  payout: PayoutRow,
  state: "failed" | "unknown",
  reason: string,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const isOurs = await ledger.payouts.endSending(payout, state === "failed" ? "pending" : "unknown", reason);
  const refund = await getRefund(ledger, payout.refund_id);
  if (!isOurs) return refund;
  const audit = { actor, action: `refund.${state}`, from_state: refund.state, to_state: state, reason };
  const changed = await ledger.refunds.changeOpen(refund.id, { state, error: reason }, audit, [...SUBMITTABLE]);
  if (changed && state === "failed") await emitRefundEvent(container, "failed", changed, { error: reason });
  return changed ?? refund;
}

/** The refund's state stays what it is; the admin sees why it doesn't go on. */
async function recordError(container: MedusaContainer, refundId: string, { message }: Error): Promise<void> {
  const ledger = container.resolve(LEDGER);
  await ledger.refunds.changeOpen(refundId, { error: message.replace(/^Calypso: /, "") }, undefined, [...SUBMITTABLE]);
}

/** What the account lacks for a payout, as a sentence; the vendor has the last word, this saves a payout that would get stuck. */
async function shortOf(
  client: VendorClient,
  refund: RefundRow,
  { amount, fee }: CryptoAmount,
): Promise<string | undefined> {
  const { balances } = await client.account.get();
  const balance = balances.find(({ currency }) => currency === refund.crypto_currency)?.amount ?? "0";
  const needed = decimal.add(amount, fee ?? "0");
  if (decimal.compare(balance, needed) >= 0) return undefined;
  const missing = decimal.subtract(needed, balance);
  const { crypto_currency } = refund;
  return `the account has ${balance} ${crypto_currency}, the refund takes ${needed}: top up ${missing} ${crypto_currency} at Calypso, and the payout continues`;
}

/** The refund stays ready; the job tries again. */
async function hold(container: MedusaContainer, refund: RefundRow, error: string, actor: Actor): Promise<RefundRow> {
  const audit = { actor, action: "refund.held", from_state: refund.state, to_state: "ready", reason: error };
  const ledger = container.resolve(LEDGER);
  const changes = { state: "ready" as const, error };
  const entry = refund.error === error ? undefined : audit;
  return (await ledger.refunds.changeOpen(refund.id, changes, entry, [...SUBMITTABLE])) ?? getRefund(ledger, refund.id);
}
