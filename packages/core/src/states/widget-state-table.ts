import type { WidgetState } from "../operations/invoices/payment-widget-schemas.ts";
import type { StateRow } from "./state-end.ts";

/** `best_invoice`: the outcome of the best of the widget's invoices. */
export type WidgetStateMeaning = "best_invoice_or_waiting" | "best_invoice_or_expired" | "settled";

/** Each state of a payment widget. */
export const widgetStateTable: Readonly<Record<WidgetState, StateRow<WidgetStateMeaning>>> = {
  IN_PROGRESS: {
    outcome: "best_invoice_or_waiting",
    means: "The shopper can choose a currency. An invoice that expired doesn't count.",
    ends: [
      { by: "shopper", how: "Pays one of its invoices." },
      { by: "calypso", how: "Archives the widget when it expires." },
    ],
  },
  COMPLETED: {
    outcome: "settled",
    means: "One of its invoices is settled.",
    ends: [{ by: "job", how: "Places the order if it doesn't exist yet, and captures it once." }],
  },
  ARCHIVED: {
    outcome: "best_invoice_or_expired",
    means: "The widget expired. Money of its invoices stays visible.",
    ends: [
      { by: "shopper", how: "Starts a new session if nothing was paid." },
      { by: "admin", how: "Decides about money, as for an invoice." },
    ],
  },
};
