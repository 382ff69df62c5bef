import { decimal } from "@calypso-commerce/core/money";
import type { PaymentRow } from "../api/payment";
import type { StateAppearance, StateColor } from "../components/state-badge";
import type { MessageKey } from "../i18n/messages";

const COLORS: Record<string, StateColor> = {
  waiting: "grey",
  detected: "blue",
  held: "purple",
  intervention: "orange",
  underpaid: "orange",
  overpaid: "orange",
  settled: "blue",
  captured: "green",
  credited: "green",
  expired: "grey",
  expired_partial: "red",
  late: "red",
  declined: "red",
  mismatch: "red",
};

/** The outcomes that a list can be filtered by. */
export const OUTCOMES = [
  "waiting",
  "detected",
  "held",
  "intervention",
  "underpaid",
  "overpaid",
  "settled",
  "expired",
  "expired_partial",
  "late",
  "declined",
  "mismatch",
] as const;

/** Colour and label of a payment's state. A payment that needs attention shows why. */
export function paymentAppearance(
  payment: Pick<PaymentRow, "attention" | "outcome" | "captured_at" | "credited">,
): StateAppearance {
  if (payment.attention) return { color: "red", label: `attention.${payment.attention}` as MessageKey };
  const stage = payment.captured_at ? (payment.credited ? "credited" : "captured") : payment.outcome;
  return { color: COLORS[stage] ?? "grey", label: `outcome.${stage}` as MessageKey };
}

/** What to do about a payment that needs attention. A surplus of a captured order has nothing left to accept. */
export function paymentAdvice({
  attention,
  captured_at,
  received,
}: Pick<PaymentRow, "attention" | "captured_at" | "received">): MessageKey | undefined {
  if (!attention) return undefined;
  if (attention === "overpaid" && captured_at) return "advice.overpaidCaptured";
  if (attention === "declined" && decimal.isPositive(received)) return "advice.declinedFrozen";
  return `advice.${attention}` as MessageKey;
}
