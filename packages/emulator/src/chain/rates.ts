import { createHash } from "node:crypto";
import Big from "big.js";
import type { Settings } from "../settings.ts";
import { Decimal, plain } from "../wire/decimal.ts";
import { cryptoCurrencies, fiatCurrencies } from "./currencies.ts";

const stepMs = 60_000;

/** A number from -1000 to 1000, derived from currency and step. */
function drift(currency: string, step: number): number {
  return (createHash("sha256").update(`${currency}/${step}`).digest().readUInt16BE(0) % 2001) - 1000;
}

export interface Rates {
  /** The USD value of one unit of a crypto or fiat currency at a time. @throws Error for an unknown currency. */
  usdOf(currency: string, atMs: number): Decimal;
  /** The price of one unit of `from` in `to`, rounded half up to 12 decimal places. */
  rate(from: string, to: string, atMs: number): string;
  /** The crypto amount for a fiat amount, rounded up to the currency's scale so that it is never worth less. */
  toCrypto(fiatAmount: string, fiatCurrency: string, currency: string, atMs: number): string;
}

/** Rates as a function of time: fixed prices, or those in the settings, with a drift that changes every minute. */
export function createRates(settings: () => Pick<Settings, "rateMovePercent" | "usdRates">): Rates {
  const usdOf = (currency: string, atMs: number): Decimal => {
    const fiat = fiatCurrencies.get(currency);
    if (fiat) return new Decimal(1).div(fiat.perUsd);
    const crypto = cryptoCurrencies.get(currency);
    if (!crypto) throw new Error(`no rate for ${currency}`);
    const { rateMovePercent, usdRates } = settings();
    const pinned = usdRates[currency];
    if (pinned !== undefined) return new Decimal(pinned);
    const share = new Decimal(rateMovePercent)
      .div(100)
      .times(drift(currency, Math.floor(atMs / stepMs)))
      .div(1000);
    return new Decimal(crypto.usd).times(share.plus(1));
  };

  return {
    usdOf,
    rate: (from, to, atMs) => plain(usdOf(from, atMs).div(usdOf(to, atMs)).round(12, Big.roundHalfUp)),
    toCrypto(fiatAmount, fiatCurrency, currency, atMs) {
      const scale = cryptoCurrencies.get(currency)?.scale ?? 8;
      const exact = new Decimal(fiatAmount).times(usdOf(fiatCurrency, atMs)).div(usdOf(currency, atMs));
      return plain(exact.round(scale, Big.roundUp));
    },
  };
}
