import type { InterventionType, InvoiceState } from "../operations/invoices/invoice-schemas.ts";
import type { InvoiceOutcomeName } from "./invoice-outcome-table.ts";

/** What an invoice received, compared with its amount. An invoice without an amount has `none` or `exact`. */
export type ReceivedShare = "none" | "part" | "exact" | "more";

type OutcomeByShare = Readonly<Record<ReceivedShare, InvoiceOutcomeName>>;

const always = (outcome: InvoiceOutcomeName): OutcomeByShare => ({
  none: outcome,
  part: outcome,
  exact: outcome,
  more: outcome,
});

/** The outcome of each state of an invoice. PENDING_INTERVENTION also depends on its type: {@link interventionTable}. */
export const invoiceStateTable: Readonly<Record<Exclude<InvoiceState, "PENDING_INTERVENTION">, OutcomeByShare>> = {
  PENDING_PAYMENT: { none: "waiting", part: "detected", exact: "detected", more: "detected" },
  MEM_POOL_FOUND: always("detected"),
  PENDING_COMPLIANCE_CHECK: always("held"),
  PAID: always("settled"),
  COMPLETED: always("settled"),
  ARCHIVED: { none: "expired", part: "expired_partial", exact: "late", more: "late" },
  DECLINED: always("declined"),
};

/**
 * The outcome of PENDING_INTERVENTION by the intervention's type. An intervention without a type concerns money from several
 * senders, or a wrong amount in an answer that leaves the type out.
 */
export const interventionTable: Readonly<Record<InterventionType | "NO_TYPE", OutcomeByShare>> = {
  UNDERPAY: always("underpaid"),
  OVERPAY: always("overpaid"),
  NO_TYPE: { none: "underpaid", part: "underpaid", exact: "intervention", more: "overpaid" },
};
