import type { Permission } from "../api/permission";
import type { Refund } from "../api/refund";
import { isClaimLinkOpen, lastClaimLink } from "./last-claim-link";

export type RefundAction =
  | "claimLink"
  | "resend"
  | "revoke"
  | "destination"
  | "changeDestination"
  | "approve"
  | "retry"
  | "check"
  | "cancel"
  | "reverse";

/** The permission that each action requires where Medusa's RBAC is on. */
export const REFUND_ACTION_PERMISSIONS: Record<RefundAction, Permission> = {
  claimLink: "request",
  resend: "request",
  revoke: "request",
  destination: "request",
  changeDestination: "request",
  approve: "approve",
  retry: "send",
  check: "send",
  cancel: "request",
  reverse: "request",
};

/** The actions that make sense for a refund now, the likeliest first. The API decides; this hides what it would refuse. */
export function refundActions(refund: Refund, nowMs: number): RefundAction[] {
  const { state, reversing_at, reversed_at, crypto_currency } = refund;
  if (reversed_at) return [];
  if (reversing_at) return ["check"];
  switch (state) {
    case "awaiting_destination": {
      const link = lastClaimLink(refund);
      const open = link && isClaimLinkOpen(link, nowMs);
      const links: RefundAction[] = crypto_currency ? (open ? ["resend", "revoke"] : ["claimLink"]) : [];
      return [...links, "destination", "cancel"];
    }
    case "awaiting_approval":
      return ["approve", "changeDestination", "cancel"];
    case "ready":
      return ["retry", "changeDestination", "cancel"];
    case "submitting":
    case "unknown":
      return ["check"];
    case "in_progress":
      return refund.payouts.at(-1)?.batch_id ? ["check"] : ["check", "cancel"];
    case "failed":
    case "canceled":
      return ["retry", "changeDestination", "reverse"];
    default:
      return [];
  }
}

/** Whether the payout of a refund has ended without moving money. */
export function hasFailed({ state }: Pick<Refund, "state">): boolean {
  return state === "failed" || state === "canceled";
}
