import { decimal } from "@calypso-commerce/core/money";

// Pure and free of server code: Admin uses the same rule in the browser.

interface Row {
  kind: "invoice" | "widget";
  outcome: string;
  received: string;
}

/** Outcomes of an invoice that received nothing. */
const WITHOUT_MONEY = new Set(["waiting", "expired"]);

/**
 * The invoice that holds a payment's money: the payment itself, or the invoice of its widget whose outcome stands for the widget.
 *
 * @param invoices those opened from the widget, oldest first
 * @returns undefined for a widget without money
 */
export function findFundedInvoice<T extends Row>(payment: T, invoices: readonly T[]): T | undefined {
  if (payment.kind === "invoice") return payment;
  const best = WITHOUT_MONEY.has(payment.outcome)
    ? undefined
    : invoices.find(({ outcome }) => outcome === payment.outcome);
  return best ?? invoices.find(({ received }) => decimal.isPositive(received));
}

/** The invoice whose amounts and address are shown: the funded one, else the newest in the payment's state, else the newest. */
export function findShownInvoice<T extends Row>(payment: T, invoices: readonly T[]): T | undefined {
  return (
    findFundedInvoice(payment, invoices) ??
    invoices.findLast(({ outcome }) => outcome === payment.outcome) ??
    invoices.at(-1)
  );
}
