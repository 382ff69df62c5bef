import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { repriceInvoice } from "../../domain/invoices/amounts.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Invoice } from "../../store/entities.ts";

/** The fields that identify an invoice or payout. */
export interface ObjectKey {
  readonly id?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** @throws EmulatorError 400 when neither field is given, or there is no such invoice. */
export function requestedInvoice(sandbox: Sandbox, { id, idempotencyKey }: ObjectKey): Invoice {
  const { invoices } = sandbox.store;
  if (id === undefined && idempotencyKey === undefined) throw badRequest("id or idempotencyKey is required");
  const found = id === undefined ? invoices.by("idempotencyKey", idempotencyKey as string)[0] : invoices.get(id);
  if (!found || (idempotencyKey !== undefined && found.idempotencyKey !== idempotencyKey)) {
    throw unknownObject("invoice", "invoice");
  }
  return repriceInvoice(sandbox, found);
}
