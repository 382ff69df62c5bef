import * as v from "valibot";
import { maybe, text, uuid } from "../api/fields.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { repriced } from "../domain/invoice-amount.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice } from "../store/entities.ts";

/** The fields that name one invoice. */
export const invoiceKey = { id: maybe(text), idempotencyKey: maybe(uuid) };

/** A request that names an invoice and nothing else. */
export const invoiceKeyBody = v.strictObject(invoiceKey, "must be an object");

/** @throws EmulatorError 400 when neither field is given, or there is no such invoice. */
export function requestedInvoice(
  sandbox: Sandbox,
  { id, idempotencyKey }: { readonly id: string | null; readonly idempotencyKey: string | null },
): Invoice {
  const { invoices } = sandbox.store;
  if (id === null && idempotencyKey === null) throw badRequest("id or idempotencyKey is required");
  const found = id === null ? invoices.by("idempotencyKey", idempotencyKey as string)[0] : invoices.get(id);
  if (!found || (idempotencyKey !== null && found.idempotencyKey !== idempotencyKey)) {
    throw badRequest("invoice not found", "invoice_not_found");
  }
  return repriced(sandbox, found);
}
