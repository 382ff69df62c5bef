// The API as data: every operation, the schemas of its messages, and the events of webhooks.

export { eventAliases, eventCatalog, eventTypeOf } from "./events/event-catalog.ts";
export { checkMessage } from "./messages/check-message.ts";
export { decodeMessage } from "./messages/decode-message.ts";
export { encodeMessage, toWire } from "./messages/encode-message.ts";
export type { MessageSchema } from "./messages/message-schema.ts";
export type { Page } from "./messages/page.ts";
export * from "./operations/accounts/account-schemas.ts";
export * from "./operations/accounts/user-schemas.ts";
export * from "./operations/currencies/currency-schemas.ts";
export * from "./operations/currencies/rate-schemas.ts";
export * from "./operations/customers/customer-purse-schemas.ts";
export * from "./operations/exchanges/exchange-schemas.ts";
export * from "./operations/fiat/crypto-to-fiat-schemas.ts";
export * from "./operations/fiat/fiat-order-schemas.ts";
export * from "./operations/fiat/fiat-schemas.ts";
export * from "./operations/invoices/invoice-schemas.ts";
export * from "./operations/invoices/payment-widget-schemas.ts";
export type { ListOperation, Operation, OperationEffect } from "./operations/operation.ts";
export { type OperationGroups, type OperationName, operationGroups, operations } from "./operations/operations.ts";
export * from "./operations/payouts/mass-payout-schemas.ts";
export * from "./operations/payouts/payout-schemas.ts";
export * from "./operations/reports/report-schemas.ts";
export * from "./operations/settlement/settlement-payout-schemas.ts";
export * from "./operations/settlement/settlement-wallet-schemas.ts";
export * from "./operations/webhooks/webhook-schemas.ts";
