import type { Payment } from "../api/payment";

/** Whether the payment or one of its refunds may change within seconds, so that polling makes sense. */
export function isUnderWay(payment: Payment): boolean {
  const money =
    ["waiting", "detected", "held", "intervention", "underpaid", "settled"].includes(payment.outcome) &&
    !payment.credited;
  const refunds = payment.refunds.some(
    ({ state, reversed_at }) => !reversed_at && !["completed", "failed", "canceled"].includes(state),
  );
  return money || refunds;
}
