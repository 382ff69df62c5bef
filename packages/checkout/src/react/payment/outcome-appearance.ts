import { compareDecimals } from "../../amounts/compare-decimals.ts";
import type { Outcome, Payment } from "../../payment/payment.ts";
import type { StateAppearance } from "../ui/state-banner.tsx";

/** Icon, colour and texts of each outcome. */
export const outcomeAppearance: Record<Outcome, StateAppearance> = {
  waiting: { tone: "info", icon: "wait", motion: "pulse", title: "waiting", hint: "waitingHint" },
  detected: { tone: "info", icon: "work", motion: "spin", title: "detected", hint: "detectedHint" },
  held: { tone: "info", icon: "wait", title: "held", hint: "heldHint" },
  intervention: { tone: "warn", icon: "wait", title: "intervention", hint: "interventionHint" },
  underpaid: { tone: "warn", icon: "warn", title: "underpaid", hint: "underpaidHint" },
  overpaid: { tone: "warn", icon: "good", title: "overpaid", hint: "overpaidHint" },
  settled: { tone: "good", icon: "good", title: "settled", hint: "settledHint" },
  expired: { tone: "warn", icon: "wait", title: "expired", hint: "expiredHint" },
  expired_partial: { tone: "warn", icon: "warn", title: "expiredPartial", hint: "expiredPartialHint" },
  late: { tone: "warn", icon: "warn", title: "late", hint: "lateHint" },
  declined: { tone: "bad", icon: "bad", title: "declined", hint: "declinedHint" },
  unknown: { tone: "info", icon: "work", motion: "spin", title: "unknown", hint: "unknownHint" },
};

/** A declined payment whose money came is frozen. */
const frozenAppearance: StateAppearance = { ...outcomeAppearance.declined, hint: "declinedFrozenHint" };

/** Icon, colour and texts of a payment. */
export function paymentAppearance(payment: Pick<Payment, "outcome" | "receivedAmount"> | undefined): StateAppearance {
  if (payment?.outcome === "declined" && compareDecimals(payment.receivedAmount ?? "0", "0") > 0)
    return frozenAppearance;
  return outcomeAppearance[payment?.outcome ?? "unknown"];
}

/** An order may be placed before its payment is settled: then the confirmation says where the payment is. */
export const confirmationAppearance = (payment: Payment | undefined): StateAppearance =>
  payment?.outcome === "settled" ? placedAppearance : paymentAppearance(payment);

const placedAppearance: StateAppearance = { tone: "good", icon: "good", title: "placed", hint: "placedHint" };
