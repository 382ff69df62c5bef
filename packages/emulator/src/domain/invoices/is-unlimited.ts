import type { InvoiceType } from "../../store/entities.ts";

/** Whether an invoice takes any number of payments. Such an invoice is PENDING_PAYMENT or ARCHIVED, nothing else. */
export function isUnlimited({ type }: { readonly type: InvoiceType }): boolean {
  return type === "UNLIMITED" || type === "UNLIMITED_LINKED";
}
