import { readDate } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import type { Invoice } from "@calypso-commerce/core/schemas";
import { clientFor } from "../client/client-for";
import type LedgerModuleService from "../modules/ledger/service";
import type { PaymentRow } from "../modules/ledger/types";

/** Every state but "nothing received yet". */
const CHANGED = [
  "MEM_POOL_FOUND",
  "PENDING_COMPLIANCE_CHECK",
  "PENDING_INTERVENTION",
  "PAID",
  "COMPLETED",
  "DECLINED",
  "ARCHIVED",
] as const;

/** The vendor's clock and ours may differ, and the row is written before the invoice is created. */
const SLACK_MS = 5 * 60_000;

interface FindOptions {
  pageSize: number;
  /** Rows read more recently are skipped. */
  graceMs: number;
}

/**
 * Finds open payments whose invoice has another state at the vendor than in the ledger. It reads the vendor's list, newest first, back
 * to the age of the oldest open payment: one call per page instead of one per invoice.
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
    yield* findChangedOn(page.result, ledger, options);
    const last = page.result.at(-1)?.createdDate;
    if (last && readDate(last) < oldest.getTime() - SLACK_MS) return;
  }
}

async function* findChangedOn(page: Invoice[], ledger: LedgerModuleService, { graceMs }: FindOptions) {
  const keys = page.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  const rows = await ledger.openPayments.listByVendor(
    page.map(({ id }) => id),
    keys,
  );
  const byKey = new Map(rows.flatMap((row) => [row.vendor_id, row.idempotency_key].map((key) => [key, row] as const)));
  const unknown: Invoice[] = [];
  for (const invoice of page) {
    const row = byKey.get(invoice.id) ?? byKey.get(invoice.idempotencyKey ?? null);
    if (!row) unknown.push(invoice);
    else if (differs(row, invoice) && isDue(row, graceMs)) yield row.parent_id ?? row.id;
  }
  const sessions = unknown.flatMap(({ externalId }) => (externalId?.startsWith("payses_") ? externalId : []));
  const widgets = await ledger.openPayments.listWidgets(sessions);
  for (const widget of widgets) if (isDue(widget, graceMs)) yield widget.id;
}

function differs(row: PaymentRow, invoice: Invoice): boolean {
  return row.state !== invoice.state || !decimal.equals(row.received, invoice.totalDebitAmount);
}

function isDue(row: PaymentRow, graceMs: number): boolean {
  return !row.read_at || row.read_at.getTime() < Date.now() - graceMs;
}
