import { CalypsoArgumentError, CalypsoStateError } from "../errors.ts";
import type { Invoice } from "../operations/invoices/invoice-schemas.ts";
import type { SingleFiatWidget } from "../operations/invoices/payment-widget-schemas.ts";
import { findState } from "../states/find-state.ts";
import type { InvoiceOutcomeName } from "../states/invoice-outcome-table.ts";
import { widgetStateTable } from "../states/widget-state-table.ts";
import { type InvoiceOutcome, invoiceOutcome } from "./invoice-outcome.ts";

/** Best first: the best of a widget's invoices decides the widget's outcome. */
const ranking: readonly InvoiceOutcomeName[] = [
  "settled",
  "overpaid",
  "intervention",
  "underpaid",
  "held",
  "detected",
  "late",
  "expired_partial",
  "declined",
  "waiting",
  "expired",
];

const withoutMoney = new Set<InvoiceOutcomeName>(["waiting", "expired"]);

export interface WidgetInvoiceOutcome extends InvoiceOutcome {
  invoice: Invoice;
}

export interface WidgetOutcome {
  outcome: InvoiceOutcomeName;
  /** The best invoice with its outcome; `undefined` until the shopper has chosen a currency. */
  best: WidgetInvoiceOutcome | undefined;
  /** The widget's other invoices that received money: a shopper may pay two. */
  others: WidgetInvoiceOutcome[];
}

/**
 * What a widget with its invoices means: the outcome of its best invoice. An archived widget without money is `expired`.
 *
 * @param invoices every invoice that the widget lists, each read from the API after the widget
 * @throws {CalypsoArgumentError} if one is missing: its money would be overlooked.
 * @throws {CalypsoStateError} code `unknown_state`; or `inconsistent_state` (retryable) for a completed widget without
 * a settled invoice: read both again.
 * @example
 * const widget = await client.paymentWidget.findSingleFiat({ requestId });
 * const invoices = await Promise.all(widget.invoices.map(({ invoiceId }) => client.invoice.get({ id: invoiceId })));
 * const { outcome, best } = widgetOutcome(widget, invoices);
 */
export function widgetOutcome(
  widget: Pick<SingleFiatWidget, "widgetState" | "invoices">,
  invoices: readonly Invoice[],
): WidgetOutcome {
  const given = new Set(invoices.map((invoice) => invoice.id));
  if (widget.invoices.some(({ invoiceId }) => !given.has(invoiceId))) {
    throw new CalypsoArgumentError("the widget lists an invoice that was not passed: read all of its invoices", {
      path: "invoices",
    });
  }
  const outcomes = invoices
    .map((invoice): WidgetInvoiceOutcome => ({ ...invoiceOutcome(invoice), invoice }))
    .toSorted((a, b) => ranking.indexOf(a.outcome) - ranking.indexOf(b.outcome));
  const best = outcomes[0];
  const others = outcomes.slice(1).filter(({ outcome, received }) => !withoutMoney.has(outcome) || received !== "0");
  return { outcome: outcomeOf(widget.widgetState, best?.outcome), best, others };
}

function outcomeOf(state: string, best: InvoiceOutcomeName | undefined): InvoiceOutcomeName {
  switch (findState(widgetStateTable, state, "the widget").outcome) {
    case "best_invoice_or_waiting":
      // The shopper can still choose another currency after one invoice has expired.
      return best === undefined || best === "expired" ? "waiting" : best;
    case "best_invoice_or_expired":
      return best === undefined || withoutMoney.has(best) ? "expired" : best;
    case "settled":
      if (best === "settled") return best;
      throw new CalypsoStateError("the widget is completed, but none of its invoices is settled: read both again", {
        code: "inconsistent_state",
        retryable: true,
      });
  }
}
