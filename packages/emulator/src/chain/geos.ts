import { createHash } from "node:crypto";
import { fiatCurrencies } from "./currencies.ts";

/** A UUID derived from a name. */
function fixedUuid(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export interface Geo {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly fiatCurrency: string;
}

const rows: [string, string, string][] = [
  ["Germany", "DE", "EUR"],
  ["United States", "US", "USD"],
  ["Argentina", "AR", "ARS"],
  ["Kazakhstan", "KZ", "KZT"],
  ["Poland", "PL", "PLN"],
  ["Turkey", "TR", "TRY"],
];

/** Countries with fiat payments, by id. */
export const geos: ReadonlyMap<string, Geo> = new Map(
  rows.map(([name, code, fiatCurrency]) => {
    const id = fixedUuid(`geo/${code}`);
    return [id, { id, name, code, fiatCurrency }];
  }),
);

export const methodTypes = ["CARD", "SEPA", "SWIFT"] as const;
export type MethodType = (typeof methodTypes)[number];

/** A payment method in one country. */
export interface FiatMethod {
  readonly id: string;
  readonly type: MethodType;
  readonly geo: Geo;
}

const offered = (geo: Geo): readonly MethodType[] =>
  geo.fiatCurrency === "EUR" ? ["CARD", "SEPA"] : ["CARD", "SWIFT"];

/** Every payment method, by id. */
export const fiatMethods: ReadonlyMap<string, FiatMethod> = new Map(
  [...geos.values()].flatMap((geo) =>
    offered(geo).map((type) => {
      const id = fixedUuid(`method/${geo.code}/${type}`);
      return [id, { id, type, geo }] as const;
    }),
  ),
);

/** Minimum and maximum of one payment in a fiat currency, in whole units: about 20 and 5000 US dollars. */
export function fiatLimits(fiatCurrency: string): { min: string; max: string } {
  const perUsd = Math.ceil(Number(fiatCurrencies.get(fiatCurrency)?.perUsd ?? 1));
  return { min: String(20 * perUsd), max: String(5000 * perUsd) };
}
