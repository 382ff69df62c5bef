// What is public. Left out on purpose: the parts of the client, and how schemas are walked.

export {
  type Call,
  type CallOptions,
  type CalypsoClient,
  createCalypsoClient,
} from "./client/create-calypso-client.ts";
export type { CalypsoClientOptions } from "./client/options.ts";
export { DEFAULT_BASE_URL } from "./client/options.ts";
export { sign, verify } from "./crypto/sign.ts";
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
export type { Rounding, RoundOptions } from "./money/decimal.ts";
export * as decimal from "./money/decimal.ts";
export { type OperationGroups, type OperationName, operationGroups, operations } from "./operations/index.ts";
export type { Operation, OperationEffect } from "./operations/operation.ts";
export {
  type InvoiceFacts,
  type InvoiceOutcome,
  type InvoiceOutcomeName,
  invoiceOutcome,
} from "./outcomes/invoice-outcome.ts";
export { type PayoutOutcome, type PayoutOutcomeName, payoutOutcome } from "./outcomes/payout-outcome.ts";
export { type WidgetInvoiceOutcome, type WidgetOutcome, widgetOutcome } from "./outcomes/widget-outcome.ts";
export * from "./schema/account.ts";
export * from "./schema/currency.ts";
// One schema a message: types, checks and the API document follow from it.
export { readDate } from "./schema/fields.ts";
export * from "./schema/invoice.ts";
export { checkMessage, decodeMessage, encodeMessage, type MessageSchema, toWire } from "./schema/message.ts";
export * from "./schema/payment-widget.ts";
export * from "./schema/payout.ts";
export * from "./schema/rate.ts";
export * from "./schema/webhook.ts";
