import { decimal, findCurrency, paymentUri } from "@calypso-commerce/core";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";

/** What a storefront may read of a payment: all that ever leaves the server. Amounts are decimal strings. */
export interface PublicPayment {
  flow: "invoice" | "widget";
  /** The vendor's word for it. */
  state: string | null;
  outcome: string;
  fiat_amount: string;
  /** Upper case, as in EUR. */
  fiat_currency: string;
  crypto_amount: string | null;
  crypto_currency: string | null;
  /** What amounts are shown with: USDT. */
  symbol: string | null;
  /** For people: Tron, Ethereum, … */
  network: string | null;
  /** TRC-20 and the like; null for a network's own coin. */
  token_standard: string | null;
  address: string | null;
  /** For a QR code or a wallet's link, where the currency has a standard for it. */
  payment_uri: string | null;
  received_amount: string | null;
  remaining_amount: string | null;
  pay_url: string | null;
  expires_at: string | null;
}

/** Outcomes in which a wallet may still be asked to pay. */
const PAYABLE = new Set(["waiting", "detected", "underpaid"]);

/** @param invoice the invoice that the shopper pays: the row itself, or the one opened from the widget */
export function toPublicPayment(row: PaymentRow, invoice: PaymentRow | undefined): PublicPayment {
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
    remaining_amount: remaining,
    pay_url: row.pay_url,
    expires_at: row.expires_at ? new Date(row.expires_at).toISOString() : null,
  };
}

/** The invoice of a payment that the shopper pays: the row itself, or the best of those opened from the widget. */
export async function shownInvoice(ledger: LedgerModuleService, row: PaymentRow): Promise<PaymentRow | undefined> {
  if (row.kind === "invoice") return row;
  const children = await ledger.payments.listChildren(row.id);
  return children.findLast(({ outcome }) => outcome === row.outcome) ?? children.at(-1);
}

/**
 * Session data as Medusa shall store it. Medusa spreads it over what the storefront sent, an arbitrary record, so each of
 * those keys is overwritten: with ours, or with undefined, which isn't stored.
 */
export function toSessionData(
  storefrontData: Record<string, unknown> | undefined,
  payment: PublicPayment,
): Record<string, unknown> {
  const erased = Object.fromEntries(Object.keys(storefrontData ?? {}).map((key) => [key, undefined]));
  return { ...erased, ...payment };
}

/** For as long as there is something to pay. */
function uriOf(invoice: PaymentRow | undefined, remaining: string | null): string | null {
  if (!invoice?.address || !invoice.crypto_currency || !remaining || !PAYABLE.has(invoice.outcome)) return null;
  if (!decimal.isPositive(remaining)) return null;
  return paymentUri({ currency: invoice.crypto_currency, address: invoice.address, amount: remaining });
}

function remainder(amount: string, received: string): string {
  return decimal.compare(amount, received) > 0 ? decimal.subtract(amount, received) : "0";
}
