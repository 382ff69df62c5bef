import * as decimal from "../money/decimal.ts";
import type { Invoice } from "../operations/invoices/invoice-schemas.ts";
import { findState } from "../states/find-state.ts";
import type { InvoiceOutcomeName } from "../states/invoice-outcome-table.ts";
import { interventionTable, invoiceStateTable, type ReceivedShare } from "../states/invoice-state-table.ts";

export interface InvoiceOutcome {
  outcome: InvoiceOutcomeName;
  /** Whether the money is in the merchant's balance. */
  credited: boolean;
  /**
   * Whether the invoice is settled with at least its whole amount. An underpaid invoice that the merchant accepted is
   * settled but not in full.
   */
  inFull: boolean;
  /** Received, in the invoice's currency. */
  received: string;
  /** Still missing, in the invoice's currency: `0` if nothing is, `undefined` for an invoice without amount. */
  remaining: string | undefined;
  /** Received beyond the amount, in the invoice's currency: `0` if nothing, `undefined` for an invoice without amount. */
  surplus: string | undefined;
}

/** The fields of an invoice that decide its outcome. */
export type InvoiceFacts = Pick<Invoice, "state" | "totalDebitAmount"> &
  Partial<Pick<Invoice, "amount" | "interventionType">>;

/**
 * What an invoice, as read from the API, means. Pure and total; an unknown state is an error, never "waiting".
 *
 * @throws {CalypsoStateError} code `unknown_state`.
 * @example
 * const { outcome, inFull, remaining } = invoiceOutcome(await client.invoice.get({ id }));
 * if (outcome === "underpaid") console.log(`${remaining} is missing`);
 */
export function invoiceOutcome(invoice: InvoiceFacts): InvoiceOutcome {
  const received = decimal.normalize(invoice.totalDebitAmount);
  const difference = invoice.amount === undefined ? undefined : decimal.subtract(received, invoice.amount);
  const remaining = difference === undefined ? undefined : excess(decimal.multiply(difference, "-1"));
  const surplus = difference === undefined ? undefined : excess(difference);
  const outcome = outcomeOf(invoice, shareOf(received, difference));
  return {
    outcome,
    credited: invoice.state === "COMPLETED",
    inFull: outcome === "settled" && invoice.interventionType !== "UNDERPAY" && (remaining ?? "0") === "0",
    received,
    remaining,
    surplus,
  };
}

const excess = (difference: string): string => (decimal.isPositive(difference) ? difference : "0");

function outcomeOf({ state, interventionType }: InvoiceFacts, share: ReceivedShare): InvoiceOutcomeName {
  if (state !== "PENDING_INTERVENTION") return findState(invoiceStateTable, state, "the invoice")[share];
  return findState(interventionTable, interventionType ?? "NO_TYPE", "the invoice's intervention")[share];
}

function shareOf(received: string, difference: string | undefined): ReceivedShare {
  if (!decimal.isPositive(received)) return "none";
  if (difference === undefined || decimal.isZero(difference)) return "exact";
  return decimal.isPositive(difference) ? "more" : "part";
}
