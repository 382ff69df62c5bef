// Exact amounts: decimal strings, conversion, and JSON whose numbers keep every digit.

export { exactNumber, type ParseExactJsonOptions, parseExactJson } from "./json/exact-json.ts";
export { type ConvertOptions, convertCryptoToFiat, convertFiatToCrypto } from "./money/convert.ts";
export type { Rounding, RoundOptions } from "./money/decimal.ts";
export * as decimal from "./money/decimal.ts";
