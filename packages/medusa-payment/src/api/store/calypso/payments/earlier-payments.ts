import { findCurrency } from "@calypso-commerce/core/currencies";
import { decimal } from "@calypso-commerce/core/money";
import type LedgerModuleService from "../../../../modules/ledger/service";
import type { PaymentRow } from "../../../../modules/ledger/types";
import { loadFundedInvoice } from "../../../../payment/load-funded-invoice";

/** Money that arrived for another session of the same cart or order, as its shopper may see it. */
export interface EarlierPayment {
  /** A decimal string, in `crypto_currency`. */
  received_amount: string;
  crypto_currency: string | null;
  /** The unit that the amount is shown in: USDT. */
  symbol: string | null;
  network: string | null;
  /**
   * What happens to it. `confirming`: it isn't settled yet. `used`: it pays for the order. `in_review`: the shop decides, and returns it or
   * uses it. `refunding`, `refunded`: it is being, or has been, sent back.
   */
  status: "confirming" | "used" | "in_review" | "refunding" | "refunded";
}

const CONFIRMING = new Set(["detected", "held"]);

/** What shoppers paid on earlier sessions of a payment's cart, so that no one thinks that it is lost, or pays it once more. */
export async function earlierPayments(ledger: LedgerModuleService, shown: PaymentRow): Promise<EarlierPayment[]> {
  const rows = await ledger.payments.listByCollection(shown.payment_collection_id);
  const others = rows.filter(({ id, parent_id }) => id !== shown.id && id !== shown.parent_id && parent_id === null);
  const found = await Promise.all(others.map((row) => toEarlierPayment(ledger, row)));
  return found.filter((each) => each !== undefined);
}

async function toEarlierPayment(ledger: LedgerModuleService, row: PaymentRow): Promise<EarlierPayment | undefined> {
  const invoice = await loadFundedInvoice(ledger, row);
  if (!invoice || !decimal.isPositive(invoice.received)) return undefined;
  const currency = invoice.crypto_currency ? findCurrency(invoice.crypto_currency) : undefined;
  return {
    received_amount: invoice.received,
    crypto_currency: invoice.crypto_currency,
    symbol: currency?.symbol ?? null,
    network: currency?.networkName ?? null,
    status: await statusOf(ledger, row),
  };
}

async function statusOf(ledger: LedgerModuleService, row: PaymentRow): Promise<EarlierPayment["status"]> {
  if (row.captured_at) return "used";
  const refunds = (await ledger.refunds.listOfPayment(row.id)).filter(({ reversed_at }) => reversed_at === null);
  if (refunds.length > 0) return refunds.every(({ state }) => state === "completed") ? "refunded" : "refunding";
  return CONFIRMING.has(row.outcome) ? "confirming" : "in_review";
}
