import { MedusaError } from "@medusajs/framework/utils";
import type LedgerModuleService from "../modules/ledger/service";
import type { RefundRow } from "../modules/ledger/types";

/** @throws MedusaError where there is none */
export async function getRefund(ledger: LedgerModuleService, id: string): Promise<RefundRow> {
  const refund = await ledger.refunds.find(id);
  if (refund) return refund;
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no refund ${id}`);
}

export function refused(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, `Calypso: ${sentence}`);
}
