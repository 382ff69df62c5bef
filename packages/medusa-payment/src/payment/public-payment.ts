import { findCurrency, paymentUri } from "@calypso-commerce/core/currencies";
import { decimal } from "@calypso-commerce/core/money";
import type LedgerModuleService from "../modules/ledger/service";
import type { PaymentRow } from "../modules/ledger/types";
import { findShownInvoice } from "./find-funded-invoice";

/** What a storefront may read of a payment. Nothing else leaves the server. Amounts are decimal strings. */
export interface PublicPayment {
  flow: "invoice" | "widget";
  /** In the vendor's words. */
  state: string | null;
  outcome: string;
  fiat_amount: string;
  /** Upper case, as in EUR. */
  fiat_currency: string;
  crypto_amount: string | null;
  crypto_currency: string | null;
  /** The unit that amounts are shown in: USDT. */
  symbol: string | null;
  /** Display name: Tron, Ethereum, … */
  network: string | null;
  /** TRC-20 and the like; null for a network's own coin. */
  token_standard: string | null;
  address: string | null;
  /** For a QR code or a wallet link, if the currency has a standard for it. */
  payment_uri: string | null;
  received_amount: string | null;
  /** What was seen at the address, unconfirmed money included. */
  seen_amount: string | null;
  remaining_amount: string | null;
  /** Received beyond the amount, once the payment is settled. */
  surplus_amount: string | null;
  pay_url: string | null;
  expires_at: string | null;
}

/** Outcomes in which a wallet may still be asked to pay. */
const PAYABLE = new Set(["waiting", "detected", "underpaid"]);

/** The public view of a payment, with the amounts and the address of the invoice that the shopper pays. */
export async function publicPayment(ledger: LedgerModuleService, row: PaymentRow): Promise<PublicPayment> {
  const invoice = findShownInvoice(row, row.kind === "invoice" ? [] : await ledger.payments.listChildren(row.id));
  const code = invoice?.crypto_currency ?? null;
  const currency = code ? findCurrency(code) : undefined;
  const remaining = invoice?.crypto_amount ? remainder(invoice.crypto_amount, invoice.received) : null;
  return {
    flow: row.kind,
    state: row.state,
    outcome: row.outcome,
    fiat_amount: row.fiat_amount,
    fiat_currency: row.currency_code.toUpperCase(),
    crypto_amount: invoice?.crypto_amount ?? null,
    crypto_currency: code,
    symbol: currency?.symbol ?? null,
    network: currency?.networkName ?? null,
    token_standard: currency?.tokenStandard ?? null,
    address: invoice?.address ?? null,
    payment_uri: uriOf(invoice, remaining),
    received_amount: invoice?.received ?? null,
    seen_amount: invoice?.seen ?? null,
    remaining_amount: remaining,
    surplus_amount: row.surplus,
    pay_url: row.pay_url,
    expires_at: row.expires_at ? new Date(row.expires_at).toISOString() : null,
  };
}

/** Only while there is something left to pay. */
function uriOf(invoice: PaymentRow | undefined, remaining: string | null): string | null {
  if (!invoice?.address || !invoice.crypto_currency || !remaining || !PAYABLE.has(invoice.outcome)) return null;
  if (!decimal.isPositive(remaining)) return null;
  return paymentUri({ currency: invoice.crypto_currency, address: invoice.address, amount: remaining });
}

function remainder(amount: string, received: string): string {
  return decimal.compare(amount, received) > 0 ? decimal.subtract(amount, received) : "0";
}
