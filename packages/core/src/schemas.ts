// The API as data: every operation, the schemas of its messages, and the events of webhooks.

export { eventAliases, eventCatalog, eventTypeOf } from "./events/catalog.ts";
export { type OperationGroups, type OperationName, operationGroups, operations } from "./operations/index.ts";
export type { Operation, OperationEffect } from "./operations/operation.ts";
export * from "./schema/account.ts";
export * from "./schema/crypto-to-fiat.ts";
export * from "./schema/currency.ts";
export * from "./schema/customer-purse.ts";
export * from "./schema/exchange.ts";
export * from "./schema/fiat.ts";
export * from "./schema/fiat-order.ts";
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
