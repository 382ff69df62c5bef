import { createHash } from "node:crypto";
import Big from "big.js";
import type { Settings } from "../settings.ts";
import { Decimal, plain } from "../wire/decimal.ts";
import { cryptoCurrencies, fiatCurrencies } from "./currencies.ts";

const stepMs = 60_000;

/** A number from -1000 to 1000, the same for the same currency and step. */
function wander(currency: string, step: number): number {
  return (createHash("sha256").update(`${currency}/${step}`).digest().readUInt16BE(0) % 2001) - 1000;
}

export interface Rates {
  /** What one unit of a currency, crypto or fiat, is worth in USD at a time. @throws Error when the currency is unknown. */
  usdOf(currency: string, atMs: number): Decimal;
  /** How much of `to` one unit of `from` is worth, 12 digits after the point, rounded half up. */
  rate(from: string, to: string, atMs: number): string;
  /** The crypto amount for a fiat amount, rounded up to the currency's scale, so that it is never worth less. */
  toCrypto(fiatAmount: string, fiatCurrency: string, currency: string, atMs: number): string;
}

/** Rates as a function of time: fixed values, or the settings', and a wandering around them, a step a minute. */
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
      .times(wander(currency, Math.floor(atMs / stepMs)))
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
