import { cryptoCurrencies, fiatCurrencies } from "../chain/currencies.ts";
import { badRequest } from "../domain/emulator-error.ts";

/** @throws EmulatorError 400 for an unknown crypto currency. */
export function knownCrypto(code: string): string {
  if (!cryptoCurrencies.has(code)) throw badRequest(`crypto currency ${code} is not supported`, "currency_unknown");
  return code;
}

/** @throws EmulatorError 400 for an amount with more decimal places than the currency's blockchain. */
export function checkAmountScale(amount: string, code: string): string {
  const scale = cryptoCurrencies.get(knownCrypto(code))?.blockchainScale ?? 0;
  if ((amount.split(".")[1]?.length ?? 0) > scale) {
    throw badRequest(`amount must have at most ${scale} digits after the point for ${code}`, "schema");
  }
  return amount;
}

/** @throws EmulatorError 400 for an unknown fiat currency. */
export function knownFiat(code: string): string {
  if (!fiatCurrencies.has(code)) throw badRequest(`fiat currency ${code} is not supported`, "currency_unknown");
  return code;
}

/** @throws EmulatorError 400 for an unknown currency. */
export function knownCurrency(code: string): string {
  return fiatCurrencies.has(code) ? code : knownCrypto(code);
}
