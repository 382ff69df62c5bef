import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { AddressCheck } from "../../addresses/check-address";
import { checkRefundAddress } from "../../addresses/check-refund-address";
import { clientFor } from "../../client/client-for";
import { LEDGER } from "../../modules/ledger/key";
import { cryptoAmountOf } from "../amount/crypto-amount";
import { exceeds } from "../amount/fiat-limit";
import { refundableOf } from "./refundable";
import type { RefundRequest } from "./request-refund";

/** What a refund would do, before it does it. Decimal strings; crypto in `currency`. */
export interface RefundPreview {
  amount: string;
  currency_code: string;
  currency: string;
  /** Fiat for one unit of crypto, and when it was asked for; null where the basis needs none. */
  rate: string | null;
  rate_read_at: Date | null;
  /** The vendor's fee as far as it is known: by the last payout in the currency. */
  fee: string | null;
  fee_payer: "merchant" | "shopper";
  /** What the shopper gets. */
  arrives: string;
  balance_before: string;
  balance_after: string;
  /** Below it the vendor calls an amount not worth moving; null where it names none. */
  minimum: string | null;
  refundable: { captured: string | null; unclaimed: string | null };
  needs_approval: boolean;
  address: AddressCheck | null;
  /** Where the money came from, as an event said. It may be an exchange's: refunds to it can be lost. */
  sender_address: string | null;
  problems: ("balance" | "minimum" | "amount" | "address")[];
}

/** Two calls to the vendor, and changes nothing. @throws MedusaError where it can't be worked out */
export async function previewRefund(container: MedusaContainer, request: RefundRequest): Promise<RefundPreview> {
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  const row = await ledger.payments.find(request.payment_id);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${request.payment_id}`);
  const { captured, unclaimed, crypto_currency } = await refundableOf(container, row);
  const currency = request.currency ?? crypto_currency;
  const fee_payer = request.fee_payer ?? "merchant";
  const asked = {
    payment_id: row.id,
    amount: request.amount,
    currency_code: row.currency_code,
    basis: request.basis,
    fee_payer,
    crypto_currency: currency,
    crypto_amount: request.crypto_amount ?? null,
  };
  const worth = await cryptoAmountOf(ledger, client, asked);
  const [{ balances }, all] = await Promise.all([client.account.get(), client.currencyLists.all()]);
  const balance = balances.find((each) => each.currency === currency)?.amount ?? "0";
  const after = decimal.subtract(balance, decimal.add(worth.amount, worth.fee ?? "0"));
  const minimum = all.cryptoCurrencies.find(({ name }) => name === currency)?.garbageAmount ?? null;
  const part = request.part ?? (captured ? "captured" : "unclaimed");
  const left = (part === "captured" ? captured?.fiat : unclaimed?.fiat) ?? "0";
  const address =
    request.destination && currency ? await checkRefundAddress(ledger, currency, request.destination) : null;
  const problems: RefundPreview["problems"] = [];
  if (decimal.isNegative(after)) problems.push("balance");
  if (minimum && decimal.compare(worth.amount, minimum) < 0) problems.push("minimum");
  if (decimal.compare(request.amount, left) > 0) problems.push("amount");
  if (address && !address.ok) problems.push("address");
  return {
    amount: request.amount,
    currency_code: row.currency_code,
    currency: String(currency),
    rate: worth.rate ?? null,
    rate_read_at: worth.rate ? new Date() : null,
    fee: worth.fee ?? null,
    fee_payer,
    arrives: worth.amount,
    balance_before: balance,
    balance_after: after,
    minimum,
    refundable: { captured: captured?.fiat ?? null, unclaimed: unclaimed?.fiat ?? null },
    needs_approval: exceeds(ledger.settings.refunds.approvalAbove, row.currency_code, request.amount),
    address,
    sender_address: row.sender_address,
    problems,
  };
}
