import { cryptoCurrencies, fiatCurrencies } from "../chain/currencies.ts";
import { badRequest } from "../domain/emulator-error.ts";

/** @throws EmulatorError 400 for anything but a crypto currency. */
export function knownCrypto(code: string): string {
  if (!cryptoCurrencies.has(code)) throw badRequest(`crypto currency ${code} is not supported`, "currency_unknown");
  return code;
}

/** @throws EmulatorError 400 for anything but a fiat currency. */
export function knownFiat(code: string): string {
  if (!fiatCurrencies.has(code)) throw badRequest(`fiat currency ${code} is not supported`, "currency_unknown");
  return code;
}

/** @throws EmulatorError 400 for anything but a crypto or fiat currency. */
export function knownCurrency(code: string): string {
  return fiatCurrencies.has(code) ? code : knownCrypto(code);
}
