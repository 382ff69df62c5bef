import { decimal } from "@calypso-commerce/core/money";
import type { PaymentRow } from "../../modules/ledger/types";
import type { CalypsoSettings } from "../../options/calypso-options";

/** Decimal places of a shortfall's fiat value. It is rounded up, never in favour of tolerating more. */
const SCALE = 12;

/**
 * Whether the shortfall is within the configured tolerance, that is, within each limit that is set.
 *
 * @param invoice the invoice that holds the money, of the payment or of its widget
 */
export function isTolerated(
  tolerance: CalypsoSettings["payments"]["underpaymentTolerance"],
  payment: Pick<PaymentRow, "fiat_amount">,
  invoice: Pick<PaymentRow, "crypto_amount" | "received">,
): boolean {
  if (!tolerance || !invoice.crypto_amount || !decimal.isPositive(invoice.crypto_amount)) return false;
  const missing = decimal.subtract(invoice.crypto_amount, invoice.received);
  const missingFiat = decimal.divide(decimal.multiply(missing, payment.fiat_amount), invoice.crypto_amount, {
    scale: SCALE,
    rounding: "up",
  });
  const { percent, absolute } = tolerance;
  const withinPercent =
    percent === undefined ||
    decimal.compare(decimal.multiply(missing, "100"), decimal.multiply(percent, invoice.crypto_amount)) <= 0;
  const withinAbsolute = absolute === undefined || decimal.compare(missingFiat, absolute) <= 0;
  return withinPercent && withinAbsolute;
}
