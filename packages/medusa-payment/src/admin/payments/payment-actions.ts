import { decimal } from "@calypso-commerce/core/money";
import { isAcceptable } from "../../payment/amount/is-acceptable";
import type { Payment } from "../api/payment";

export type PaymentAction = "accept" | "ask" | "attach" | "resolve" | "refund";

/** The actions that make sense for a payment now. The API decides; this hides what it would refuse. */
export function paymentActions(payment: Payment): PaymentAction[] {
  const { outcome, captured_at, attention, refundable } = payment;
  const actions: PaymentAction[] = [];
  const open = !captured_at;
  if (open && isAcceptable(outcome)) actions.push("accept");
  if (open && outcome === "underpaid") actions.push("ask");
  if (open && attention && (outcome === "settled" || (isAcceptable(outcome) && outcome !== "expired_partial")))
    actions.push("attach");
  const left = (amount: string | null | undefined) => Boolean(amount && decimal.isPositive(amount));
  const unclaimed = left(refundable.unclaimed?.fiat) && Boolean(captured_at || attention);
  const isFrozen = outcome === "declined";
  if (!isFrozen && (left(refundable.captured) || unclaimed)) actions.push("refund");
  if (attention) actions.push("resolve");
  return actions;
}
