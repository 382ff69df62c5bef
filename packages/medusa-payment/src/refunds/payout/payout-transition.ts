import type { PayoutErrorCode } from "../../modules/ledger/payout-error-code";
import type { AnswerEffect } from "../../modules/ledger/repositories/payout-repository";
import type { Actor, PayoutRow, RefundRow } from "../../modules/ledger/types";
import { isTerminalFailure } from "./is-terminal-failure";
import { payoutErrorSentence } from "./payout-error-sentence";

/** Whether money may have moved against the books: subscribers hear of it though the refund's state is the same. */
export function isAlarming(code: PayoutErrorCode | null): boolean {
  return code === "paid_twice" || code === "paid_after_reversal";
}

/** An answer of Calypso about an attempt, and what the ledger has of both. */
interface PayoutAnswer {
  /** What the answer says of the attempt. */
  changes: Partial<PayoutRow>;
  before: PayoutRow;
  /** Whether the refund has no later attempt. */
  isLast: boolean;
  refund: RefundRow;
  actor: Actor;
}

/**
 * What an answer of Calypso about an attempt means for it and for its refund. Pure.
 *
 * A failed or cancelled payout should stay so. Should Calypso say otherwise after another attempt was made, or after the refund was
 * taken back, the books can't follow, and an admin has to know.
 */
export function payoutTransition(answer: PayoutAnswer): AnswerEffect {
  const { changes, before, isLast, refund, actor } = answer;
  const now = { ...before, ...changes };
  if (!isLast || refund.reversed_at) {
    if (isTerminalFailure(now) || !isTerminalFailure(before)) return { payout: changes };
    return contradiction(answer, isLast ? "paid_after_reversal" : "paid_twice");
  }
  // Nothing new about an attempt that ended before, and its refund has moved on.
  if (isTerminalFailure(before) && now.outcome === before.outcome && refund.state !== before.outcome)
    return { payout: changes };
  const wasCompleted = before.outcome === "completed" || before.error_code === "completed_before";
  const error_code: PayoutErrorCode | null = wasCompleted && isTerminalFailure(now) ? "completed_before" : null;
  const error =
    error_code === null
      ? now.error
      : payoutErrorSentence(error_code, { before: before.outcome, now: now.state, problem: changes.error });
  const state = now.outcome as RefundRow["state"];
  const payout = { ...changes, error_code, error };
  if (refund.state === state && refund.error === error && refund.error_code === error_code) return { payout };
  const reason = error ?? `Calypso says ${now.state}`;
  const audit = { actor, action: `refund.${state}`, from_state: refund.state, to_state: state, reason };
  const data = { payout: now.id, attempt: now.attempt };
  return { payout, refund: { changes: { state, error_code, error }, audit: { ...audit, data } } };
}

/** Money moved under an attempt after which the books went another way: they stay as they are, and an admin is told. */
function contradiction(
  { changes, before, refund, actor }: PayoutAnswer,
  error_code: Exclude<PayoutErrorCode, "completed_before">,
): AnswerEffect {
  const now = { ...before, ...changes };
  const error = payoutErrorSentence(error_code, { before: before.outcome, now: now.state, problem: null });
  // The attempt stays ended in the books, whose index allows one that isn't.
  const payout = { ...changes, outcome: before.outcome, error_code, error };
  if (refund.error_code === error_code && before.state === now.state) return { payout };
  const audit = { actor, action: "refund.paid_twice", from_state: refund.state, to_state: refund.state, reason: error };
  return { payout, refund: { changes: { error_code, error }, audit: { ...audit, data: { payout: now.id } } } };
}
