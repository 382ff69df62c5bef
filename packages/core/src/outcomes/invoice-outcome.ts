import { CalypsoStateError } from "../errors.ts";
import * as decimal from "../money/decimal.ts";
import type { Invoice } from "../operations/invoices/invoice-schemas.ts";

/**
 * What an invoice's state means.
 *
 * - `waiting`: nothing seen yet
 * - `detected`: money seen, not credited
 * - `held`: stopped for a check (compliance), or for the merchant without being under- or overpaid
 * - `underpaid`, `overpaid`: the merchant decides
 * - `settled`: the money is in the invoice's wallet, or in the balance (`credited`). See `inFull`
 * - `expired`: no longer watched, nothing came
 * - `late`: no longer watched although money came
 * - `declined`: stopped by compliance for good
 */
export type InvoiceOutcomeName =
  | "waiting"
  | "detected"
  | "held"
  | "underpaid"
  | "overpaid"
  | "settled"
  | "expired"
  | "late"
  | "declined";

export interface InvoiceOutcome {
  outcome: InvoiceOutcomeName;
  /** Whether the money is in the merchant's balance. */
  credited: boolean;
  /** Whether it is settled and at least the whole amount came. An invoice that was underpaid and then accepted is settled, and not in full. */
  inFull: boolean;
  /** Received, in the invoice's currency. */
  received: string;
  /** Still missing, in the invoice's currency; `0` when nothing is, `undefined` for an invoice without amount. */
  remaining: string | undefined;
  /** Received beyond the amount, in the invoice's currency; `0` when nothing is, `undefined` for an invoice without amount. */
  surplus: string | undefined;
}

/** The part of an invoice that decides. */
export type InvoiceFacts = Pick<Invoice, "state" | "totalDebitAmount"> &
  Partial<Pick<Invoice, "amount" | "interventionType">>;

/**
 * What an invoice, as read from the API, means. Pure and total: no clock, no memory, and a state that is not known is
 * an error, never "waiting".
 *
 * @throws {CalypsoStateError} code `unknown_state`.
 */
export function invoiceOutcome(invoice: InvoiceFacts): InvoiceOutcome {
  const received = decimal.normalize(invoice.totalDebitAmount);
  const difference = invoice.amount === undefined ? undefined : decimal.subtract(received, invoice.amount);
  const remaining = difference === undefined ? undefined : excess(decimal.multiply(difference, "-1"));
  const surplus = difference === undefined ? undefined : excess(difference);
  const outcome = nameOf(invoice, decimal.isPositive(received), remaining, surplus);
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

function nameOf(
  invoice: InvoiceFacts,
  hasMoney: boolean,
  remaining: string | undefined,
  surplus: string | undefined,
): InvoiceOutcomeName {
  switch (invoice.state) {
    case "PENDING_PAYMENT":
      return hasMoney ? "detected" : "waiting";
    case "MEM_POOL_FOUND":
      return "detected";
    case "PENDING_COMPLIANCE_CHECK":
      return "held";
    case "PENDING_INTERVENTION":
      return interventionOf(invoice.interventionType, remaining, surplus);
    case "PAID":
    case "COMPLETED":
      return "settled";
    case "ARCHIVED":
      return hasMoney ? "late" : "expired";
    case "DECLINED":
      return "declined";
    default:
      throw new CalypsoStateError(
        `the invoice is in a state that this version does not know (${describe(invoice.state)}): update the package`,
        { code: "unknown_state" },
      );
  }
}

function interventionOf(
  type: string | undefined,
  remaining: string | undefined,
  surplus: string | undefined,
): InvoiceOutcomeName {
  if (type === "UNDERPAY") return "underpaid";
  if (type === "OVERPAY") return "overpaid";
  if (type !== undefined) {
    throw new CalypsoStateError(
      `the invoice awaits an intervention that this version does not know (${describe(type)}): update the package`,
      { code: "unknown_state" },
    );
  }
  if (remaining !== undefined && remaining !== "0") return "underpaid";
  if (surplus !== undefined && surplus !== "0") return "overpaid";
  // Money from several senders also awaits the merchant.
  return "held";
}

/** A state for a message: short, and nothing but a word. */
export const describe = (state: unknown): string =>
  typeof state === "string" && /^\w{1,40}$/.test(state) ? state : "not a word";
