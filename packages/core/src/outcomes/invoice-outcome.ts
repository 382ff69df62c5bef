import { CalypsoStateError } from "../errors.ts";
import * as decimal from "../money/decimal.ts";
import type { Invoice } from "../operations/invoices/invoice-schemas.ts";

/**
 * What an invoice's state means.
 *
 * - `waiting`: no payment seen yet
 * - `detected`: a payment was seen but is not credited yet
 * - `held`: stopped for a compliance check, or until the merchant intervenes although the amount is right
 * - `underpaid`, `overpaid`: the merchant must decide
 * - `settled`: the money is in the invoice's wallet, or in the merchant's balance (`credited`). See `inFull`
 * - `expired`: no longer watched; no money arrived
 * - `late`: no longer watched, but money arrived
 * - `declined`: rejected by compliance, finally
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
  const outcome = outcomeOf(invoice, decimal.isPositive(received), remaining, surplus);
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

function outcomeOf(
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
      return interventionOutcome(invoice.interventionType, remaining, surplus);
    case "PAID":
    case "COMPLETED":
      return "settled";
    case "ARCHIVED":
      return hasMoney ? "late" : "expired";
    case "DECLINED":
      return "declined";
    default:
      throw new CalypsoStateError(
        `the invoice is in a state unknown to this version (${describe(invoice.state)}): update the package`,
        { code: "unknown_state" },
      );
  }
}

function interventionOutcome(
  type: string | undefined,
  remaining: string | undefined,
  surplus: string | undefined,
): InvoiceOutcomeName {
  if (type === "UNDERPAY") return "underpaid";
  if (type === "OVERPAY") return "overpaid";
  if (type !== undefined) {
    throw new CalypsoStateError(
      `the invoice awaits an intervention unknown to this version (${describe(type)}): update the package`,
      { code: "unknown_state" },
    );
  }
  if (remaining !== undefined && remaining !== "0") return "underpaid";
  if (surplus !== undefined && surplus !== "0") return "overpaid";
  // Payments from several senders also need an intervention.
  return "held";
}

/** An unknown state for an error message: quoted only if it is a single short word. */
export const describe = (state: unknown): string =>
  typeof state === "string" && /^\w{1,40}$/.test(state) ? state : "not a word";
