import { MedusaError } from "@medusajs/framework/utils";
import type LedgerModuleService from "../modules/ledger/service";
import { notAllowed } from "../payment/not-allowed";
import { type AddressCheck, addressSpellings, checkAddress } from "./check-address";

/**
 * {@link checkAddress}, and against the deposit addresses of the ledger's own invoices: money sent there comes back as a payment.
 * On networks that share their accounts, as those of Ethereum's kind do, an address of one is refused on all.
 */
export async function checkRefundAddress(
  ledger: LedgerModuleService,
  currency: string,
  pasted: string,
): Promise<AddressCheck> {
  const check = checkAddress(currency, pasted);
  if (!check.ok || !(await ledger.payments.isDepositAddress(addressSpellings(currency, check.address)))) return check;
  const problem = "this is the address that the payment was sent to, not a wallet: a refund to it wouldn't arrive";
  return { ...check, ok: false, problem, warnings: [] };
}

/**
 * The address as its network writes it.
 *
 * @throws MedusaError with what is wrong with the address, for whoever entered it
 */
export async function checkedAddress(
  ledger: LedgerModuleService,
  currency: string | null,
  pasted: string,
): Promise<string> {
  if (!currency) throw notAllowed("say in which currency the refund is to be paid out");
  const check = await checkRefundAddress(ledger, currency, pasted);
  if (check.ok) return check.address;
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `Calypso: ${check.problem}`);
}
