import { decimal } from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";
import type { Gateway } from "../gateway/gateway";
import type LedgerModuleService from "../modules/ledger/service";
import type { RefundRow } from "../modules/ledger/types";

/** Where the vendor doesn't say how fine a currency's amounts are. */
const DEFAULT_SCALE = 8;

/**
 * How much crypto a refund pays out, rounded down to what its network can move.
 *
 * `fiat`: the fiat amount at the rate of now. `crypto`: the refund's share of what was paid. `custom`: as given.
 */
export async function refundCryptoAmount(
  ledger: LedgerModuleService,
  gateway: Gateway,
  refund: RefundRow,
): Promise<string> {
  const currency = String(refund.crypto_currency);
  if (refund.basis === "custom") {
    if (refund.crypto_amount) return refund.crypto_amount;
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "Calypso: a refund of a custom amount needs crypto_amount");
  }
  const info = (await gateway.currencies.cryptoFullInfo()).find((each) => each.currency === currency);
  const scale = info?.blockchainScale ?? DEFAULT_SCALE;
  const amount =
    refund.basis === "fiat"
      ? await atRate(gateway, refund, currency, scale)
      : await asPaid(ledger, refund, currency, scale);
  if (decimal.isPositive(amount)) return amount;
  throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Calypso: the refund comes to nothing in ${currency}`);
}

async function atRate(gateway: Gateway, refund: RefundRow, currency: string, scale: number): Promise<string> {
  const fiat = refund.currency_code.toUpperCase();
  const { ratesMap } = await gateway.client.rate.fiat({ from: [currency], to: [fiat] });
  const rate = ratesMap[currency]?.[fiat];
  if (!rate || !decimal.isPositive(rate)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Calypso: there is no rate from ${currency} to ${fiat}`);
  }
  return decimal.divide(refund.amount, rate, { scale, rounding: "down" });
}

async function asPaid(
  ledger: LedgerModuleService,
  refund: RefundRow,
  currency: string,
  scale: number,
): Promise<string> {
  const row = await ledger.findPayment(refund.payment_id);
  const paid = row?.kind === "widget" ? (await ledger.listChildren(row.id)).find((c) => c.outcome === "settled") : row;
  if (!row || !paid || paid.crypto_currency !== currency || !paid.crypto_amount) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "Calypso: the same amount of crypto can only be refunded in the currency that was paid",
    );
  }
  const share = decimal.multiply(paid.crypto_amount, refund.amount);
  return decimal.divide(share, row.fiat_amount, { scale, rounding: "down" });
}
