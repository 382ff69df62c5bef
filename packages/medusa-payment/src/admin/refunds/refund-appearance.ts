import type { RefundRow } from "../api/refund";
import type { StateAppearance, StateColor } from "../components/state-badge";
import type { MessageKey } from "../i18n/messages";

const COLORS: Record<string, StateColor> = {
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

/** Colour and label of a refund's state. */
export function refundAppearance({ state, reversing_at, reversed_at }: Stage): StateAppearance {
  if (reversed_at) return { color: "grey", label: "refundState.reversed" };
  if (reversing_at) return { color: "purple", label: "refundState.reversing" };
  return { color: COLORS[state] ?? "grey", label: `refundState.${state}` as MessageKey };
}
