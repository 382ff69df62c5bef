// The client and its errors, webhooks, and what states mean. The files beside this one are the other entry points.

export { type CalypsoClientOptions, DEFAULT_BASE_URL } from "./client/calypso-client-options.ts";
export {
  type Call,
  type CallOptions,
  type CalypsoClient,
  createCalypsoClient,
} from "./client/create-calypso-client.ts";
export type { PagePromise } from "./client/page-promise.ts";
export { parseRetryAfter } from "./client/parse-retry-after.ts";
export { sign, verify } from "./crypto/sign.ts";
export * from "./errors.ts";
export { constructEvent } from "./events/construct-event.ts";
export type { EntityKind, EventType } from "./events/event-catalog.ts";
export {
  type CalypsoEvent,
  type EventData,
  type KnownEvent,
  parseEvent,
  type UnknownEvent,
} from "./events/parse-event.ts";
export { type StateChange, toStateChange } from "./events/to-state-change.ts";
export { verifyWebhook, type WebhookHeaders, type WebhookKeyPair } from "./events/verify-webhook.ts";
export { type OnrampUrlOptions, onrampUrl } from "./links/onramp-url.ts";
export { massPayoutLimit } from "./mass-payouts/mass-payout-limit.ts";
export { type MatchedRow, matchWithdrawals } from "./mass-payouts/match-withdrawals.ts";
export { splitMassPayout } from "./mass-payouts/split-mass-payout.ts";
export { readDate } from "./messages/read-date.ts";
export {
  type InvoiceFacts,
  type InvoiceOutcome,
  invoiceOutcome,
} from "./outcomes/invoice-outcome.ts";
export {
  type MassPayoutOutcome,
  type MassPayoutOutcomeName,
  massPayoutOutcome,
} from "./outcomes/mass-payout-outcome.ts";
export { type PayoutOutcome, payoutOutcome } from "./outcomes/payout-outcome.ts";
export { type WidgetInvoiceOutcome, type WidgetOutcome, widgetOutcome } from "./outcomes/widget-outcome.ts";
export { withdrawalOutcome } from "./outcomes/withdrawal-outcome.ts";
export {
  type InvoiceOutcomeName,
  type InvoiceOutcomeRow,
  invoiceOutcomeTable,
} from "./states/invoice-outcome-table.ts";
export { interventionTable, invoiceStateTable, type ReceivedShare } from "./states/invoice-state-table.ts";
export {
  type PayoutOutcomeName,
  payoutStateTable,
  type WithdrawalOutcomeName,
  withdrawalStateTable,
} from "./states/payout-state-tables.ts";
export type { EndedBy, StateEnd, StateRow } from "./states/state-end.ts";
export { type WidgetStateMeaning, widgetStateTable } from "./states/widget-state-table.ts";
