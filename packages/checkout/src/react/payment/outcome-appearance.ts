import type { Outcome } from "../../payment/payment.ts";
import type { StateAppearance } from "../ui/state-banner.tsx";

/** Icon, colour and texts of each outcome. */
export const outcomeAppearance: Record<Outcome, StateAppearance> = {
  waiting: { tone: "info", icon: "wait", motion: "pulse", title: "waiting", hint: "waitingHint" },
  detected: { tone: "info", icon: "work", motion: "spin", title: "detected", hint: "detectedHint" },
  held: { tone: "info", icon: "wait", title: "held", hint: "heldHint" },
  underpaid: { tone: "warn", icon: "warn", title: "underpaid", hint: "underpaidHint" },
  overpaid: { tone: "warn", icon: "good", title: "overpaid", hint: "overpaidHint" },
  settled: { tone: "good", icon: "good", title: "settled", hint: "settledHint" },
  expired: { tone: "warn", icon: "wait", title: "expired", hint: "expiredHint" },
  late: { tone: "warn", icon: "warn", title: "late", hint: "lateHint" },
  declined: { tone: "bad", icon: "bad", title: "declined", hint: "declinedHint" },
  unknown: { tone: "info", icon: "work", motion: "spin", title: "unknown", hint: "unknownHint" },
};

export const placedAppearance: StateAppearance = { tone: "good", icon: "good", title: "placed", hint: "placedHint" };
