import { MedusaError } from "@medusajs/framework/utils";
import type LedgerModuleService from "../modules/ledger/service";
import type { PaymentRow } from "../modules/ledger/types";

/** @throws MedusaError if there is no such payment */
export async function getPayment(ledger: LedgerModuleService, id: string): Promise<PaymentRow> {
  const row = await ledger.payments.find(id);
  if (row) return row;
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${id}`);
}
