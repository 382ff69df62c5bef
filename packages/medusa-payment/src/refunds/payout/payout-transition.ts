import type { AnswerEffect } from "../../modules/ledger/repositories/payout-repository";
import type { Actor, PayoutRow, RefundRow } from "../../modules/ledger/types";
import { isDead } from "./is-terminal-failure";

const LOOK = "look into Calypso's dashboard at once, the shopper may have been paid";
const ARRIVED_BEFORE =
  "Calypso had called the payout completed: look for its transaction on the network before trying again";

/** Whether an error says that money may have moved against the books: subscribers hear of it though the state is the same. */
export function isAlarming(error: string | null): boolean {
  return error?.includes(LOOK) ?? false;
}

/**
 * What an answer of the vendor about an attempt means for it and for its refund. Pure.
 *
 * What is dead should stay dead. Should the vendor say otherwise after another attempt was made, or after the refund was taken back,
 * the books can't follow, and an admin has to know.
 *
 * @param changes what the answer says of the attempt
 */
export function effectOf(
  changes: Partial<PayoutRow>,
  before: PayoutRow,
  isLast: boolean,
  refund: RefundRow,
  actor: Actor,
): AnswerEffect {
  const now = { ...before, ...changes };
  if (!isLast || refund.reversed_at) {
    if (isDead(now) || !isDead(before)) return { payout: changes };
    const twice = isLast ? "though the refund was taken back" : "twice";
    const error = `an earlier payout that Calypso had called ${before.outcome} is ${now.state} now: ${LOOK} ${twice}`;
    // The attempt stays dead in the books, whose index allows one that lives.
    const payout = { ...changes, outcome: before.outcome, error };
    if (refund.error === error) return { payout };
    const audit = {
      actor,
      action: "refund.paid_twice",
      from_state: refund.state,
      to_state: refund.state,
      reason: error,
    };
    return { payout, refund: { changes: { error }, audit: { ...audit, data: { payout: now.id } } } };
  }
  // Nothing new of an attempt that ended before, and its refund has gone on.
  if (isDead(before) && now.outcome === before.outcome && refund.state !== before.outcome) return { payout: changes };
  const hadArrived = before.outcome === "completed" || before.error?.startsWith(ARRIVED_BEFORE);
  const error = hadArrived && isDead(now) ? `${ARRIVED_BEFORE}; ${changes.error ?? ""}` : now.error;
  const state = now.outcome as RefundRow["state"];
  const payout = { ...changes, error };
  if (refund.state === state && refund.error === error) return { payout };
  const reason = error ?? `Calypso says ${now.state}`;
  const audit = { actor, action: `refund.${state}`, from_state: refund.state, to_state: state, reason };
  const data = { payout: now.id, attempt: now.attempt };
  return { payout, refund: { changes: { state, error }, audit: { ...audit, data } } };
}
