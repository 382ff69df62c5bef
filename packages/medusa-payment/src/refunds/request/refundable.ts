import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../../modules/ledger/key";
import type { PaymentRow } from "../../modules/ledger/types";
import { currencyDigits } from "../../money/currency-digits";
import { loadFundedInvoice } from "../../payment/load-funded-invoice";
import { loadPaymentContext } from "../../payment/load-payment-context";

/** What of a payment can still be refunded. Fiat amounts are in the payment's currency. */
export interface Refundable {
  /** Of the captured payment, through Medusa's books. */
  captured: { payment_id: string; order_id: string | undefined; fiat: string } | undefined;
  /** Money that no order took: more than the amount, late, or twice. Its value at the invoice's own rate. */
  unclaimed: { fiat: string; crypto: string } | undefined;
  /** The cryptocurrency that was paid in. */
  crypto_currency: string | null;
}

/** Works out what is left to refund, refunds that aren't paid out yet included. */
export async function refundableOf(container: MedusaContainer, row: PaymentRow): Promise<Refundable> {
  const ledger = container.resolve(LEDGER);
  const invoice = await loadFundedInvoice(ledger, row);
  const crypto_currency = invoice?.crypto_currency ?? row.crypto_currency;
  const captured = row.captured_at ? await capturedOf(container, row) : undefined;
  if (!invoice?.crypto_amount || !decimal.isPositive(invoice.crypto_amount)) {
    return { captured, unclaimed: undefined, crypto_currency };
  }
  const given = await ledger.listLedgerRefunds({ payment_id: row.id, source: "ledger", reversed_at: null });
  const gone = decimal.sum(given.map(({ amount }) => amount));
  const free = row.captured_at ? (row.surplus ?? "0") : invoice.received;
  const scale = currencyDigits(row.currency_code);
  if (!decimal.isPositive(free)) return { captured, unclaimed: undefined, crypto_currency };
  const worth = decimal.divide(decimal.multiply(free, row.fiat_amount), invoice.crypto_amount, {
    scale,
    rounding: "down",
  });
  const fiat = decimal.subtract(worth, gone);
  return { captured, unclaimed: { fiat, crypto: free }, crypto_currency };
}

async function capturedOf(container: MedusaContainer, row: PaymentRow): Promise<Refundable["captured"]> {
  const context = await loadPaymentContext(container, row);
  const payment = context.payments.find(({ capturedAt }) => capturedAt);
  if (!payment) return undefined;
  const { captures, refunds } = await container
    .resolve(Modules.PAYMENT)
    .retrievePayment(payment.id, { relations: ["captures.raw_amount", "refunds.raw_amount"] });
  const fiat = decimal.subtract(
    decimal.sum((captures ?? []).map(rawAmount)),
    decimal.sum((refunds ?? []).map(rawAmount)),
  );
  return { payment_id: payment.id, order_id: context.orderId, fiat };
}

function rawAmount(entry: object): string {
  return (entry as { raw_amount: { value: string } }).raw_amount.value;
}
