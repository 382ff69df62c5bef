import { decimal, type Invoice, readDate } from "@calypso-commerce/core";
import { clientFor } from "../client/client-for";
import type LedgerModuleService from "../modules/ledger/service";
import type { PaymentRow } from "../modules/ledger/types";

/** Every state but "nothing has come yet". */
const CHANGED = [
  "MEM_POOL_FOUND",
  "PENDING_COMPLIANCE_CHECK",
  "PENDING_INTERVENTION",
  "PAID",
  "COMPLETED",
  "DECLINED",
  "ARCHIVED",
] as const;

/** The vendor's clock and ours may differ, and the row is written before the invoice is made. */
const SLACK_MS = 5 * 60_000;

interface FindOptions {
  pageSize: number;
  /** Rows that were read more recently are left alone. */
  graceMs: number;
}

/**
 * Open payments whose invoice the vendor has in another state than the ledger, found by the vendor's list, newest first, down to the
 * age of the oldest open payment: one call for a page of invoices instead of one for each.
 */
export async function* findChangedInvoices(ledger: LedgerModuleService, options: FindOptions): AsyncGenerator<string> {
  const oldest = await ledger.openPayments.oldestCreatedAt();
  if (!oldest) return;
  const client = clientFor(ledger.settings);
  const request = {
    stateNames: [...CHANGED],
    typeNames: ["SINGLE_FIAT" as const],
    sort: "DESC" as const,
    properties: "createdDate",
    pageSize: options.pageSize,
  };
  for await (const page of client.invoice.list(request).pages()) {
    yield* changedOf(ledger, page.result, options);
    const last = page.result.at(-1)?.createdDate;
    if (last && readDate(last) < oldest.getTime() - SLACK_MS) return;
  }
}

async function* changedOf(ledger: LedgerModuleService, invoices: Invoice[], { graceMs }: FindOptions) {
  const keys = invoices.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  const rows = await ledger.openPayments.listByVendor(
    invoices.map(({ id }) => id),
    keys,
  );
  const byId = new Map(rows.flatMap((row) => [row.vendor_id, row.idempotency_key].map((key) => [key, row] as const)));
  const strangers: Invoice[] = [];
  for (const invoice of invoices) {
    const row = byId.get(invoice.id) ?? byId.get(invoice.idempotencyKey ?? null);
    if (!row) strangers.push(invoice);
    else if (differs(row, invoice) && isDue(row, graceMs)) yield row.parent_id ?? row.id;
  }
  const sessions = strangers.flatMap(({ externalId }) => (externalId?.startsWith("payses_") ? externalId : []));
  for (const widget of await ledger.openPayments.listWidgets(sessions)) if (isDue(widget, graceMs)) yield widget.id;
}

function differs(row: PaymentRow, invoice: Invoice): boolean {
  return row.state !== invoice.state || !decimal.equals(row.received, invoice.totalDebitAmount);
}

function isDue(row: PaymentRow, graceMs: number): boolean {
  return !row.read_at || row.read_at.getTime() < Date.now() - graceMs;
}
