import type { Outcome } from "../payment/payment.ts";
import type { StateLook } from "./state-banner.tsx";

/** How each outcome looks and what it says. */
export const outcomeLooks: Record<Outcome, StateLook> = {
  waiting: { tone: "info", sign: "wait", motion: "pulse", title: "waiting", hint: "waitingHint" },
  detected: { tone: "info", sign: "work", motion: "spin", title: "detected", hint: "detectedHint" },
  held: { tone: "info", sign: "wait", title: "held", hint: "heldHint" },
  underpaid: { tone: "warn", sign: "warn", title: "underpaid", hint: "underpaidHint" },
  overpaid: { tone: "warn", sign: "good", title: "overpaid", hint: "overpaidHint" },
  settled: { tone: "good", sign: "good", title: "settled", hint: "settledHint" },
  expired: { tone: "warn", sign: "wait", title: "expired", hint: "expiredHint" },
  late: { tone: "warn", sign: "warn", title: "late", hint: "lateHint" },
  declined: { tone: "bad", sign: "bad", title: "declined", hint: "declinedHint" },
  unknown: { tone: "info", sign: "work", motion: "spin", title: "unknown", hint: "unknownHint" },
};

export const placedLook: StateLook = { tone: "good", sign: "good", title: "placed", hint: "placedHint" };
