// What is public. Left out on purpose: the parts of the client, and how schemas are walked.

export {
  type Call,
  type CallOptions,
  type CalypsoClient,
  createCalypsoClient,
} from "./client/create-calypso-client.ts";
export type { CalypsoClientOptions } from "./client/options.ts";
export { DEFAULT_BASE_URL } from "./client/options.ts";
export { type Pager, type PaginateOptions, paginate } from "./client/paginate.ts";
export { sign, verify } from "./crypto/sign.ts";
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
export * from "./errors.ts";
export { type EntityKind, type EventType, eventAliases, eventCatalog, eventTypeOf } from "./events/catalog.ts";
export { constructEvent, verifyWebhook, type WebhookHeaders, type WebhookKeyPair } from "./events/construct-event.ts";
export { createTestEvent, type TestEvent, type TestEventOptions } from "./events/create-test-event.ts";
export {
  type CalypsoEvent,
  type EventData,
  type KnownEvent,
  parseEvent,
  type UnknownEvent,
} from "./events/parse-event.ts";
export { type StateChange, toStateChange } from "./events/state-change.ts";
export { exactNumber, isDecimalText, type ParseExactJsonOptions, parseExactJson } from "./json/exact-json.ts";
export { massPayoutLimit } from "./mass-payouts/mass-payout-limit.ts";
export { type MatchedRow, matchWithdrawals } from "./mass-payouts/match-withdrawals.ts";
export { splitMassPayout } from "./mass-payouts/split-mass-payout.ts";
export { type ConvertOptions, convertCryptoToFiat, convertFiatToCrypto } from "./money/convert.ts";
export type { Rounding, RoundOptions } from "./money/decimal.ts";
export * as decimal from "./money/decimal.ts";
export { fromMedusaAmount, type MedusaAmount, type MedusaRawValue, toMedusaRaw } from "./money/medusa-big-number.ts";
export { type OperationGroups, type OperationName, operationGroups, operations } from "./operations/index.ts";
export type { Operation, OperationEffect } from "./operations/operation.ts";
export {
  type InvoiceFacts,
  type InvoiceOutcome,
  type InvoiceOutcomeName,
  invoiceOutcome,
} from "./outcomes/invoice-outcome.ts";
export {
  type MassPayoutOutcome,
  type MassPayoutOutcomeName,
  massPayoutOutcome,
} from "./outcomes/mass-payout-outcome.ts";
export { type PayoutOutcome, type PayoutOutcomeName, payoutOutcome } from "./outcomes/payout-outcome.ts";
export { type WidgetInvoiceOutcome, type WidgetOutcome, widgetOutcome } from "./outcomes/widget-outcome.ts";
export { type WithdrawalOutcomeName, withdrawalOutcome } from "./outcomes/withdrawal-outcome.ts";
export * from "./schema/account.ts";
export * from "./schema/crypto-to-fiat.ts";
export * from "./schema/currency.ts";
export * from "./schema/customer-purse.ts";
export * from "./schema/exchange.ts";
export * from "./schema/fiat.ts";
export * from "./schema/fiat-order.ts";
export { readDate } from "./schema/fields.ts";
export * from "./schema/invoice.ts";
export * from "./schema/mass-payout.ts";
export { checkMessage, decodeMessage, encodeMessage, type MessageSchema, toWire } from "./schema/message.ts";
export type { Page } from "./schema/page.ts";
export * from "./schema/payment-widget.ts";
export * from "./schema/payout.ts";
export * from "./schema/rate.ts";
export * from "./schema/report.ts";
export * from "./schema/settlement-payout.ts";
export * from "./schema/settlement-wallet.ts";
export * from "./schema/user.ts";
export * from "./schema/webhook.ts";
