import type { PaymentRow } from "../api/payment";
import type { StateAppearance, StateColor } from "../components/state-badge";
import type { MessageKey } from "../i18n/messages";

const COLORS: Record<string, StateColor> = {
  waiting: "grey",
  detected: "blue",
  held: "purple",
  underpaid: "orange",
  overpaid: "orange",
  settled: "blue",
  captured: "green",
  credited: "green",
  expired: "grey",
  late: "red",
  declined: "red",
  mismatch: "red",
};

/** The outcomes that a list can be filtered by. */
export const OUTCOMES = [
  "waiting",
  "detected",
  "held",
  "underpaid",
  "overpaid",
  "settled",
  "expired",
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
