// Exact amounts: decimal strings, conversion, and JSON whose numbers keep every digit.

export { exactNumber } from "./json/exact-number.ts";
export { type ParseExactJsonOptions, parseExactJson } from "./json/parse-exact-json.ts";
export { plainDecimal } from "./json/plain-decimal.ts";
export { type ConvertOptions, convertCryptoToFiat, convertFiatToCrypto } from "./money/convert.ts";
export type { Rounding, RoundOptions } from "./money/decimal.ts";
export * as decimal from "./money/decimal.ts";
