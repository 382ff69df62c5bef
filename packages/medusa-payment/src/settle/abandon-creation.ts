import { isNotFound } from "../client/is-not-found";
import type { PaymentRow } from "../modules/ledger/types";
import { interruptedAfterMs } from "../payment/interrupted-after";
import { updatePayment } from "../payment/update-payment";
import type { SettleContext } from "../payment/with-payment";

/**
 * Ends an interrupted creation once the vendor, asked by its key, doesn't know the object. The vendor answers in the same way to any bad
 * request, so an invoice must also be missing from the list of its session.
 *
 * @param error what reading the payment threw
 * @throws that error, unless the creation is abandoned
 */
export async function abandonCreation(context: SettleContext, row: PaymentRow, error: unknown): Promise<PaymentRow> {
  const isOpen = row.creation === "pending" || row.creation === "unknown";
  const isOld = Date.now() - row.created_at.getTime() > interruptedAfterMs.creation;
  if (!isOpen || !isOld || !isNotFound(error)) throw error;
  if (row.kind === "invoice" && (await isListed(context, row))) throw error;
  const changes = { creation: "failed" as const, closed_at: new Date() };
  return updatePayment(context, row, changes, { action: "creation.failed", code: "unknown_to_vendor" });
}

async function isListed({ client }: SettleContext, row: PaymentRow): Promise<boolean> {
  const { result } = await client.invoice.listByExternalId({ externalId: row.session_id, pageSize: 100 });
  return result.some(({ idempotencyKey }) => idempotencyKey === row.idempotency_key);
}
