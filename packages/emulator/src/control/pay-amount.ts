import Big from "big.js";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { remainingAmount } from "../domain/invoices/amounts.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice } from "../store/entities.ts";
import { Decimal, plain } from "../wire/decimal.ts";

/**
 * The amount of a payment: `exact` is the remainder (the whole amount when nothing remains), `under` half of that, `over`
 * a tenth more, or a decimal.
 *
 * @throws EmulatorError 400 for anything else.
 */
export function payAmount(sandbox: Sandbox, invoice: Invoice, wanted: string): string {
  const scale = cryptoCurrencies.get(invoice.currency)?.scale ?? 8;
  const remaining = remainingAmount(sandbox, invoice);
  const whole = invoice.amount ?? invoice.lowerBound ?? "1";
  const base = new Decimal(remaining === null || remaining === "0" ? whole : remaining);
  if (wanted === "exact") return plain(base);
  if (wanted === "under") return plain(base.div(2).round(scale, Big.roundDown));
  if (wanted === "over") return plain(base.times("1.1").round(scale, Big.roundUp));
  if (!/^\d{1,20}(\.\d{1,18})?$/.test(wanted)) throw badRequest("amount must be exact, under, over, or a decimal");
  return plain(wanted);
}
