import { parsePayment } from "../payment/parse-payment.ts";
import type { PaymentSession } from "../payment/payment.ts";

export const linkStatuses = ["open", "confirming", "paid", "canceled", "expired"] as const;

/**
 * - `open`: the shopper can pay
 * - `confirming`: money was seen and isn't booked yet
 * - `paid`, `canceled`: nothing is left to pay
 * - `expired`: the shop must send a new link
 */
export type LinkStatus = (typeof linkStatuses)[number];

/** What an order still owes, as the store shows it to whoever has the link. */
export interface PaymentLink {
  status: LinkStatus;
  orderNumber?: string;
  /** Outstanding, a decimal string in major units. */
  amount: string;
  /** ISO 4217, upper case. */
  currency: string;
  /** The session that everyone with the link shares. Undefined until somebody starts one. */
  session?: PaymentSession;
}

/** Reads the store's answer. Undefined if it has no link. An unknown status counts as `confirming`: nobody pays twice. */
export function parseLink(answer: unknown): PaymentLink | undefined {
  const link = (answer as { payment_link?: Record<string, unknown> } | null)?.payment_link;
  if (!link || typeof link.amount !== "string" || typeof link.currency_code !== "string") return undefined;
  const { status, order_number, session_id, payment } = link;
  return {
    status: linkStatuses.find((each) => each === status) ?? "confirming",
    ...((typeof order_number === "number" || typeof order_number === "string") && { orderNumber: `${order_number}` }),
    amount: link.amount,
    currency: link.currency_code.toUpperCase(),
    ...(typeof session_id === "string" &&
      Boolean(payment) && { session: { id: session_id, payment: parsePayment(payment) } }),
  };
}
