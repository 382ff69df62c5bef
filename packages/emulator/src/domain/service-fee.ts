import Big from "big.js";
import { cryptoCurrencies } from "../chain/currencies.ts";
import type { Sandbox } from "../sandbox.ts";
import { Decimal, plain } from "../wire/decimal.ts";

/** The service fee on an amount, rounded half up to the blockchain's scale. */
export function serviceFee(sandbox: Sandbox, amount: string, currency: string): string {
  const scale = cryptoCurrencies.get(currency)?.blockchainScale ?? 18;
  return plain(new Decimal(amount).times(sandbox.settings.feePercent).div(100).round(scale, Big.roundHalfUp));
}
