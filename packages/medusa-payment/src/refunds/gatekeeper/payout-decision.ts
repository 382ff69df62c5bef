import { decimal } from "@calypso-commerce/core/money";
import type { CalypsoSettings } from "../../options/calypso-options";
import { limitOf } from "../amount/fiat-limit";

/** What is known of a refund right before its payout is sent. Persons and API keys are given by their ids. */
export interface PayoutFacts {
  /** Decimal string in `currency_code`. */
  amount: string;
  currency_code: string;
  destination: string | null;
  /** Who requested it: the person; for an API key, also the person who created the key. */
  requesters: readonly string[];
  /** Who entered the address, in the same way; empty for the shopper. */
  addressGivers: readonly string[];
  /** Who created a claim link of the refund, or opened one while signed in to Admin. */
  linkHolders: readonly string[];
  approval: PayoutApproval | undefined;
  sums: PayoutSums;
}

export interface PayoutApproval {
  /** The person; for an API key, the key and the person who created it. */
  approvers: readonly string[];
  isKey: boolean;
  /** The address that was approved; undefined for an approval of an earlier version, which a new address made void. */
  destination: string | undefined;
}

/** Sums in the refund's currency, of what was sent before and of this refund. */
export interface PayoutSums {
  /** Of the payment's refunds. */
  payment: string;
  /** Of the payment's refunds that no one approved, as if no one had approved this one. */
  paymentUnapproved: string;
  /** Of a UTC day. */
  day: string;
  /** Of a UTC day, requested by the same person or key. */
  requesterDay: string;
}

export type PayoutRefusal =
  | "refund_limit"
  | "payment_limit"
  | "day_limit"
  | "requester_limit"
  | "approval_missing"
  | "approval_not_independent"
  | "approval_by_key"
  | "approval_of_other_address";

export type PayoutRules = Pick<
  CalypsoSettings["refunds"],
  | "approvalAbove"
  | "limitPerRefund"
  | "limitPerPayment"
  | "limitPerDay"
  | "limitPerRequesterPerDay"
  | "apiKeysMayApprove"
>;

/**
 * Whether a refund may be paid out now. Every payout passes here right before it is sent, however its refund began: with the plugin's
 * button or Medusa's, a cancelled order, a claim link, a retry, a mass payout, or an API key.
 *
 * @returns why not, or undefined if it may
 */
export function payoutRefusal(facts: PayoutFacts, rules: PayoutRules): PayoutRefusal | undefined {
  const { amount, currency_code, sums } = facts;
  const exceeds = (limits: Record<string, string>, sum: string) => {
    const limit = limitOf(limits, currency_code);
    return limit !== undefined && decimal.compare(sum, limit) > 0;
  };
  if (exceeds(rules.limitPerRefund, amount)) return "refund_limit";
  if (exceeds(rules.limitPerPayment, sums.payment)) return "payment_limit";
  // Checked also where none is needed: an approved refund isn't counted among those that no one approved.
  const ofApproval = facts.approval && approvalRefusal(facts, facts.approval, rules);
  if (ofApproval) return ofApproval;
  if (!facts.approval && exceeds(rules.approvalAbove, sums.paymentUnapproved)) return "approval_missing";
  if (exceeds(rules.limitPerDay, sums.day)) return "day_limit";
  if (exceeds(rules.limitPerRequesterPerDay, sums.requesterDay)) return "requester_limit";
  return undefined;
}

/** Whether an approval doesn't count: it must be of a person who has no other part in the refund, and of its present address. */
export function approvalRefusal(
  facts: Pick<PayoutFacts, "destination" | "requesters" | "addressGivers" | "linkHolders">,
  { approvers, isKey, destination }: PayoutApproval,
  { apiKeysMayApprove }: Pick<PayoutRules, "apiKeysMayApprove">,
): PayoutRefusal | undefined {
  if (isKey && !apiKeysMayApprove) return "approval_by_key";
  const involved = new Set([...facts.requesters, ...facts.addressGivers, ...facts.linkHolders]);
  if (approvers.some((approver) => involved.has(approver))) return "approval_not_independent";
  return destination === undefined || destination === facts.destination ? undefined : "approval_of_other_address";
}
