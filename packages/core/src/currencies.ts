// Currencies and their networks: names, decimals, contracts, explorer pages, payment links.

export {
  type Currency,
  canonicalCurrencyCode,
  completeCurrencies,
  findCurrency,
  knownCurrencies,
  type LiveCurrencies,
} from "./currencies/currency-table.ts";
export { addressUrl, transactionUrl } from "./currencies/explorer-url.ts";
export { type Network, type NetworkName, networkNameOf, networks } from "./currencies/networks.ts";
export { type PaymentUriOptions, paymentUri, smallestUnits } from "./currencies/payment-uri.ts";
