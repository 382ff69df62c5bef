/** Event types by service, as the page "Types of events" lists them. */
export const eventTypesByService = {
  INVOICE: [
    "INVOICE_CREATE_INVOICE",
    "INVOICE_CREATE_UNLIMITED_INVOICE",
    "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
    "INVOICE_TRANSLATION_TO_ACCOUNT_COMPLETED",
    "INVOICE_PENDING_INTERVENTION",
    "INVOICE_EXPIRED",
    "INVOICE_PAID",
    "INVOICE_MEMPOOL_FOUND",
    "INVOICE_PENDING_COMPLIANCE",
    "INVOICE_COMPLIANCE_DECLINED",
  ],
  PAYOUT: ["PAYOUT_CHANGE_STATUS", "PAYOUT_CONFIRMED", "PAYOUT_VALIDATION_ERROR"],
  FIAT_DEPOSIT: [
    "FIAT_DEPOSIT_ORDER_CREATED",
    "FIAT_DEPOSIT_ORDER_CONFIRM",
    "FIAT_DEPOSIT_FIAT_FUNDS_RECEIVED",
    "FIAT_DEPOSIT_ORDER_EXPIRED",
    "FIAT_DEPOSIT_ORDER_FAILED",
  ],
  FIAT_WITHDRAWAL: [
    "FIAT_WITHDRAWAL_ORDER_CREATED",
    "FIAT_WITHDRAWAL_ORDER_CONFIRM",
    "FIAT_WITHDRAWAL_SUCCESS",
    "FIAT_WITHDRAWAL_ORDER_EXPIRED",
    "FIAT_WITHDRAWAL_ORDER_FAILED",
  ],
  FIAT_APPLIER: [
    "FIAT_APPLIER_FIAT_FUNDS_RECEIVED",
    "FIAT_APPLIER_ORDER_UNPAID",
    "FIAT_APPLIER_PAYMENT_FAILED",
    "FIAT_APPLIER_ADJUSTMENT",
    "FIAT_APPLIER_WITHDRAWAL_SUCCESS",
    "FIAT_APPLIER_WITHDRAWAL_FAILED",
  ],
  TOP_UP: ["TOP_UP_PENDING_COMPLIANCE", "TOP_UP_COMPLIANCE_DECLINED", "WALLET_FUNDS_DELIVERED_ACCOUNT"],
  CUSTOMER_PURSE: [
    "CUSTOMER_PURSE_EXPIRED",
    "CUSTOMER_PURSE_MEM_POOL_FOUND",
    "CUSTOMER_PURSE_PENDING_COMPLIANCE",
    "CUSTOMER_PURSE_COMPLIANCE_DECLINED",
    "CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE",
    "CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED",
  ],
  RECURRENT: [],
} as const satisfies Record<string, readonly string[]>;

export type EventService = keyof typeof eventTypesByService;
export type EventType = (typeof eventTypesByService)[EventService][number];

/** The documentation's alternative names of event types. */
export const eventTypeAliases: ReadonlyMap<string, EventType> = new Map<string, EventType>([
  ["INVOICE_COMPLIANCE_CHECK", "INVOICE_PENDING_COMPLIANCE"],
  ["TOP_UP_COMPLIANCE_CHECK", "TOP_UP_PENDING_COMPLIANCE"],
  ["FIAT_DEPOSIT_ORDER_CONFIRMED", "FIAT_DEPOSIT_ORDER_CONFIRM"],
  ["FIAT_WITHDRAWAL_ORDER_CONFIRMED", "FIAT_WITHDRAWAL_ORDER_CONFIRM"],
  ["FIAT_WITHDRAWAL_FIAT_FUNDS_RECEIVED", "FIAT_WITHDRAWAL_SUCCESS"],
  ["CUSTOMER_PURSE_MEMPOOL_FOUND", "CUSTOMER_PURSE_MEM_POOL_FOUND"],
  ["CUSTOMER_PURSE_PENDING_COMLIANCE", "CUSTOMER_PURSE_PENDING_COMPLIANCE"],
  ["CUSTOMER_PURSE_COMLIANCE_DECLINED", "CUSTOMER_PURSE_COMPLIANCE_DECLINED"],
]);

const aliases = new Map([...eventTypeAliases].map(([alias, name]) => [name, alias]));

/** The documentation's alternative name of an event type, or the same name. */
export function aliasOf(name: EventType): string {
  return aliases.get(name) ?? name;
}

const known: ReadonlySet<string> = new Set(Object.values(eventTypesByService).flat());

/** Whether a subscription may name this event type. */
export function isEventType(name: string): boolean {
  return known.has(name) || eventTypeAliases.has(name);
}
