import { findShownInvoice } from "../../payment/find-funded-invoice";
import type { Payment, PaymentRow } from "../api/types";
import type { MessageKey } from "../i18n/messages";

export type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple";

export interface Looks {
  color: Color;
  label: MessageKey;
}

const COLORS: Record<string, Color> = {
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

/** What can be chosen to filter by, as the vendor's answer is read. */
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

/** Colour and words for how far a payment is; one that needs a person says why. */
export function paymentLooks(payment: Pick<PaymentRow, "attention" | "outcome" | "captured_at" | "credited">): Looks {
  if (payment.attention) return { color: "red", label: `attention.${payment.attention}` as MessageKey };
  const stage = payment.captured_at ? (payment.credited ? "credited" : "captured") : payment.outcome;
  return { color: COLORS[stage] ?? "grey", label: `outcome.${stage}` as MessageKey };
}

/** The row with the amounts: an invoice is its own, a widget has the invoice that money came for, or the last one opened. */
export function invoiceOf(payment: Payment): PaymentRow {
  return findShownInvoice<PaymentRow>(payment, payment.invoices) ?? payment;
}

/** Whether something may change by itself within seconds, so that it is worth looking again. */
export function isUnderWay(payment: Payment): boolean {
  const money = ["waiting", "detected", "held", "underpaid", "settled"].includes(payment.outcome) && !payment.credited;
  const refunds = payment.refunds.some(
    ({ state, reversed_at }) => !reversed_at && !["completed", "failed", "canceled"].includes(state),
  );
  return money || refunds;
}
