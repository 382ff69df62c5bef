import { findCurrency } from "@calypso-commerce/core/currencies";
import { convertFiatToCrypto, decimal } from "@calypso-commerce/core/money";
import { MedusaError } from "@medusajs/framework/utils";
import type { VendorClient } from "../../client/client-for";
import type LedgerModuleService from "../../modules/ledger/service";
import type { RefundRow } from "../../modules/ledger/types";
import { loadFundedInvoice } from "../../payment/load-funded-invoice";
import { refused } from "../get-refund";

/** Where neither the vendor nor the table says how fine a currency's amounts are. */
const DEFAULT_SCALE = 8;

type Asked = Pick<
  RefundRow,
  "payment_id" | "amount" | "currency_code" | "basis" | "fee_payer" | "crypto_currency" | "crypto_amount"
>;

/** What a refund comes to in crypto, and how that was worked out. Decimal strings in the refund's currency. */
export interface CryptoAmount {
  /** What is paid out. */
  amount: string;
  /** Fiat for one unit of crypto, for the basis `fiat`. */
  rate: string | undefined;
  /** The vendor's fee as far as it is known: by the last payout in the currency. */
  fee: string | undefined;
}

/**
 * How much crypto a refund pays out, rounded down to what its network can move.
 *
 * `fiat`: the fiat amount at the rate of now. `crypto`: the refund's share of what was paid. `custom`: as given.
 *
 * @throws MedusaError where it can't be worked out
 */
export async function cryptoAmountOf(
  ledger: LedgerModuleService,
  client: VendorClient,
  refund: Asked,
): Promise<CryptoAmount> {
  const currency = refund.crypto_currency;
  if (!currency) throw refused("the refund has no currency to be paid out in");
  const scale = await scaleOf(client, currency);
  const { gross, rate } = await grossOf(ledger, client, refund, currency, scale);
  const percent = await ledger.payouts.findLastFeePercent(currency);
  const fee = percent ? decimal.divide(decimal.multiply(gross, percent), "100", { scale, rounding: "up" }) : undefined;
  if (refund.fee_payer === "shopper" && fee === undefined) {
    throw refused(`the fee for ${currency} isn't known before the first payout in it; let the shop pay it this time`);
  }
  const amount = refund.fee_payer === "shopper" && fee ? decimal.subtract(gross, fee) : gross;
  if (!decimal.isPositive(amount)) throw refused(`the refund comes to nothing in ${currency}`);
  return { amount, rate, fee };
}

/**
 * Limits and approvals look at a refund's fiat amount: what is paid out for it may not be worth more, at the rate of now or at that
 * of the payment.
 *
 * @throws MedusaError where it is
 */
export async function checkCustomAmount(
  ledger: LedgerModuleService,
  client: VendorClient,
  refund: Asked,
): Promise<void> {
  const currency = String(refund.crypto_currency);
  const asked = String(refund.crypto_amount);
  const scale = await scaleOf(client, currency);
  const row = await ledger.payments.find(refund.payment_id);
  const paid = row && (await loadFundedInvoice(ledger, row));
  if (paid?.crypto_amount && paid.crypto_currency === currency) {
    const share = await shareOfPaid(ledger, refund, currency, scale);
    if (decimal.compare(asked, share) <= 0) return;
  }
  const rate = await rateOf(client, currency, refund.currency_code);
  const worth = convertFiatToCrypto({ amount: refund.amount, rate, scale, rounding: "up" });
  if (decimal.compare(asked, worth) <= 0) return;
  const code = refund.currency_code.toUpperCase();
  throw refused(`${asked} ${currency} is worth more than ${refund.amount} ${code}: at most ${worth} ${currency}`);
}

async function grossOf(
  ledger: LedgerModuleService,
  client: VendorClient,
  refund: Asked,
  currency: string,
  scale: number,
): Promise<{ gross: string; rate?: string }> {
  switch (refund.basis) {
    case "custom":
      if (!refund.crypto_amount) throw refused("a refund of a custom amount needs crypto_amount");
      return { gross: decimal.round(refund.crypto_amount, { scale, rounding: "down" }) };
    case "crypto":
      return { gross: await shareOfPaid(ledger, refund, currency, scale) };
    case "fiat": {
      const rate = await rateOf(client, currency, refund.currency_code);
      return { gross: convertFiatToCrypto({ amount: refund.amount, rate, scale, rounding: "down" }), rate };
    }
  }
}

/** Fiat for one unit of crypto, now. @throws MedusaError where the vendor names none */
export async function rateOf(client: VendorClient, currency: string, currency_code: string): Promise<string> {
  const fiat = currency_code.toUpperCase();
  const { ratesMap } = await client.rate.fiat({ from: [currency], to: [fiat] });
  const rate = ratesMap[currency]?.[fiat];
  if (rate && decimal.isPositive(rate)) return rate;
  throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Calypso: there is no rate from ${currency} to ${fiat}`);
}

async function shareOfPaid(ledger: LedgerModuleService, refund: Asked, currency: string, scale: number) {
  const row = await ledger.payments.find(refund.payment_id);
  const paid = row && (await loadFundedInvoice(ledger, row));
  if (!row || !paid?.crypto_amount || paid.crypto_currency !== currency) {
    throw refused("the same amount of crypto can only be refunded in the currency that was paid");
  }
  const share = decimal.multiply(paid.crypto_amount, refund.amount);
  return decimal.divide(share, row.fiat_amount, { scale, rounding: "down" });
}

async function scaleOf(client: VendorClient, currency: string): Promise<number> {
  const info = (await client.currencyLists.cryptoFullInfo()).find((each) => each.currency === currency);
  return info?.blockchainScale ?? findCurrency(currency)?.decimals ?? DEFAULT_SCALE;
}
