import type { ClaimLink, Refund, RefundRow } from "../api/types";
import type { MessageKey } from "../i18n/messages";
import type { Color, Looks } from "../payments/payment-looks";

const COLORS: Record<string, Color> = {
  awaiting_destination: "orange",
  awaiting_approval: "orange",
  ready: "blue",
  submitting: "blue",
  unknown: "purple",
  in_progress: "blue",
  completed: "green",
  failed: "red",
  canceled: "red",
};

export const REFUND_STATES = Object.keys(COLORS);

type Stage = Pick<RefundRow, "state" | "reversing_at" | "reversed_at">;

/** Colour and words for how far a refund is. */
export function refundLooks({ state, reversing_at, reversed_at }: Stage): Looks {
  if (reversed_at) return { color: "grey", label: "refundState.reversed" };
  if (reversing_at) return { color: "purple", label: "refundState.reversing" };
  return { color: COLORS[state] ?? "grey", label: `refundState.${state}` as MessageKey };
}

/** The link that the shopper can use now, or could until it ran out. */
export function lastLink(refund: Refund): ClaimLink | undefined {
  const link = refund.claim_links.at(-1);
  return link && !link.used_at && !link.revoked_at ? link : undefined;
}

export function isOpen(link: ClaimLink, nowMs: number): boolean {
  return Date.parse(link.expires_at) > nowMs;
}
