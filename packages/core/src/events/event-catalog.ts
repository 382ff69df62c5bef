// Every event as data. Source: documentation, "Types of events" and "Webhook payload".

/** `amount`: decimal string. `list`: list of ids. `any`: differs by event; never decide about money by it. */
export type FieldKind = "text" | "amount" | "flag" | "list" | "any";

interface EventDefinition {
  /** The kind of object that the event is about. */
  readonly entity: EntityKind;
  /** What happened: the second half of a state change's `type`. */
  readonly change: string;
  /** The object's state after the event, if the event implies one. */
  readonly state?: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
}

/** The kinds of object that events are about. `unknown`: an unknown event whose name does not tell. */
export type EntityKind =
  | "invoice"
  | "widget"
  | "payout"
  | "fiat_order"
  | "fiat_deposit"
  | "fiat_withdrawal"
  | "customer_purse"
  | "top_up"
  | "unknown";

const ids = { parentExternalId: "text", idempotencyKey: "text", externalId: "text" } as const;
const invoice = { ...ids, amount: "amount", currency: "text", message: "text", createdDate: "text" } as const;
const transfer = {
  transactionIds: "list",
  senderAddress: "text",
  paymentDate: "text",
  transactionHash: "text",
  fiatAmount: "any",
} as const;
const paid = {
  ...ids,
  amount: "amount",
  realAmount: "amount",
  currency: "text",
  description: "text",
  fiatAmount: "any",
  fiatCurrency: "text",
} as const;
const order = { ...ids, orderId: "text", currency: "text" } as const;
const orderAmounts = { ...order, cryptoAmount: "amount", fiatAmount: "any", fiatCurrency: "text" } as const;
const applier = { parentExternalId: "text", idempotencyKey: "text" } as const;
const payout = { ...ids, currency: "text", createdDate: "text" } as const;
const purse = { customerId: "text", customerBlocked: "flag", purseId: "text" } as const;
const purseDeposit = { ...purse, currency: "text", transactionId: "text", amount: "amount" } as const;
const purseTransfer = { ...purseDeposit, senderAddress: "text", transactionHash: "text", createdDate: "text" } as const;
const { transactionIds: _, ...topUpTransfer } = transfer;
const topUp = { ...topUpTransfer, amount: "amount", currency: "text" } as const;

export const eventCatalog = {
  INVOICE_CREATE_INVOICE: {
    entity: "invoice",
    change: "created",
    state: "PENDING_PAYMENT",
    fields: { ...invoice, fiatCurrency: "text" },
  },
  INVOICE_CREATE_UNLIMITED_INVOICE: {
    entity: "invoice",
    change: "unlimited_created",
    state: "PENDING_PAYMENT",
    fields: invoice,
  },
  // Money arrived, but the event does not say whether it was enough: no state.
  INVOICE_FUNDS_RECEIVED_FOR_INVOICE: {
    entity: "invoice",
    change: "funds_received",
    fields: { ...invoice, ...transfer, description: "text", invoiceAddress: "text" },
  },
  INVOICE_PENDING_INTERVENTION: {
    entity: "invoice",
    change: "pending_intervention",
    state: "PENDING_INTERVENTION",
    fields: { ...ids, message: "text" },
  },
  INVOICE_TRANSLATION_TO_ACCOUNT_COMPLETED: {
    entity: "invoice",
    change: "completed",
    state: "COMPLETED",
    fields: { ...invoice, serviceFee: "amount", fiatAmount: "any", transactionIds: "list" },
  },
  INVOICE_EXPIRED: {
    entity: "invoice",
    change: "expired",
    state: "ARCHIVED",
    fields: { ...invoice, fiatCurrency: "text", expirationDate: "text", fiatAmount: "any" },
  },
  INVOICE_PAID: { entity: "invoice", change: "paid", state: "PAID", fields: paid },
  INVOICE_MEMPOOL_FOUND: {
    entity: "invoice",
    change: "mempool_found",
    state: "MEM_POOL_FOUND",
    fields: { ...paid, createdDate: "text", transactionHash: "text" },
  },
  INVOICE_PENDING_COMPLIANCE: {
    entity: "invoice",
    change: "pending_compliance",
    state: "PENDING_COMPLIANCE_CHECK",
    fields: { ...invoice, ...transfer },
  },
  INVOICE_COMPLIANCE_DECLINED: {
    entity: "invoice",
    change: "declined",
    state: "DECLINED",
    fields: { ...invoice, ...transfer },
  },
  FIAT_APPLIER_FIAT_FUNDS_RECEIVED: {
    entity: "fiat_order",
    change: "funds_received",
    fields: { ...applier, fiatAmount: "any", fiatCurrency: "text", rate: "amount" },
  },
  FIAT_APPLIER_ORDER_UNPAID: {
    entity: "fiat_order",
    change: "unpaid",
    fields: { ...applier, reasonType: "text" },
  },
  FIAT_APPLIER_PAYMENT_FAILED: {
    entity: "fiat_order",
    change: "payment_failed",
    fields: { ...applier, reason: "text" },
  },
  FIAT_APPLIER_ADJUSTMENT: {
    entity: "fiat_order",
    change: "adjusted",
    fields: {
      ...applier,
      adjustmentDate: "text",
      sumAfterAdjustment: "amount",
      reason: "text",
      currency: "text",
      fiatCurrency: "text",
    },
  },
  FIAT_APPLIER_WITHDRAWAL_SUCCESS: {
    entity: "fiat_order",
    change: "withdrawal_succeeded",
    fields: { ...order, state: "text", rate: "amount", fiatAmount: "any", fiatCurrency: "text" },
  },
  FIAT_APPLIER_WITHDRAWAL_FAILED: {
    entity: "fiat_order",
    change: "withdrawal_failed",
    fields: { ...ids, orderId: "text", state: "text", reason: "text" },
  },
  FIAT_DEPOSIT_ORDER_CREATED: { entity: "fiat_deposit", change: "created", state: "CREATED", fields: orderAmounts },
  FIAT_DEPOSIT_ORDER_CONFIRM: { entity: "fiat_deposit", change: "confirmed", fields: order },
  FIAT_DEPOSIT_FIAT_FUNDS_RECEIVED: { entity: "fiat_deposit", change: "funds_received", fields: orderAmounts },
  FIAT_DEPOSIT_ORDER_FAILED: {
    entity: "fiat_deposit",
    change: "failed",
    state: "FAILED",
    fields: { ...order, reason: "text" },
  },
  FIAT_DEPOSIT_ORDER_EXPIRED: { entity: "fiat_deposit", change: "expired", state: "EXPIRED", fields: order },
  FIAT_WITHDRAWAL_ORDER_CREATED: {
    entity: "fiat_withdrawal",
    change: "created",
    state: "CREATED",
    fields: orderAmounts,
  },
  FIAT_WITHDRAWAL_ORDER_CONFIRM: { entity: "fiat_withdrawal", change: "confirmed", fields: order },
  FIAT_WITHDRAWAL_SUCCESS: { entity: "fiat_withdrawal", change: "succeeded", fields: orderAmounts },
  FIAT_WITHDRAWAL_ORDER_FAILED: {
    entity: "fiat_withdrawal",
    change: "failed",
    state: "FAILED",
    fields: { ...order, reason: "text" },
  },
  FIAT_WITHDRAWAL_ORDER_EXPIRED: { entity: "fiat_withdrawal", change: "expired", state: "EXPIRED", fields: order },
  CUSTOMER_PURSE_EXPIRED: { entity: "customer_purse", change: "expired", fields: purse },
  CUSTOMER_PURSE_MEM_POOL_FOUND: { entity: "customer_purse", change: "mempool_found", fields: purseTransfer },
  CUSTOMER_PURSE_PENDING_COMPLIANCE: {
    entity: "customer_purse",
    change: "pending_compliance",
    fields: purseDeposit,
  },
  CUSTOMER_PURSE_COMPLIANCE_DECLINED: { entity: "customer_purse", change: "declined", fields: purseDeposit },
  CUSTOMER_PURSE_FUNDS_RECEIVED_FOR_PURSE: {
    entity: "customer_purse",
    change: "funds_received",
    fields: purseTransfer,
  },
  CUSTOMER_PURSE_TRANSLATION_TO_ACCOUNT_COMPLETED: {
    entity: "customer_purse",
    change: "credited",
    fields: purseDeposit,
  },
  PAYOUT_CHANGE_STATUS: {
    entity: "payout",
    change: "status_changed",
    fields: { ...payout, hash: "text", payoutStatus: "text" },
  },
  PAYOUT_CONFIRMED: {
    entity: "payout",
    change: "confirmed",
    state: "CONFIRMED",
    fields: { ...payout, approved: "any" },
  },
  PAYOUT_VALIDATION_ERROR: {
    entity: "payout",
    change: "validation_failed",
    fields: { ...payout, message: "text", dealWithdrawalId: "text", validationStatus: "text" },
  },
  TOP_UP_PENDING_COMPLIANCE: { entity: "top_up", change: "pending_compliance", fields: topUp },
  TOP_UP_COMPLIANCE_DECLINED: { entity: "top_up", change: "declined", fields: topUp },
  WALLET_FUNDS_DELIVERED_ACCOUNT: { entity: "top_up", change: "delivered", fields: topUp },
} as const satisfies Record<string, EventDefinition>;

/** The known event names, without aliases. */
export type EventType = keyof typeof eventCatalog;

/** Other names that the documentation or the service uses for the same events. */
export const eventAliases = {
  INVOICE_COMPLIANCE_CHECK: "INVOICE_PENDING_COMPLIANCE",
  TOP_UP_COMPLIANCE_CHECK: "TOP_UP_PENDING_COMPLIANCE",
  FIAT_DEPOSIT_ORDER_CONFIRMED: "FIAT_DEPOSIT_ORDER_CONFIRM",
  FIAT_WITHDRAWAL_ORDER_CONFIRMED: "FIAT_WITHDRAWAL_ORDER_CONFIRM",
  FIAT_WITHDRAWAL_FIAT_FUNDS_RECEIVED: "FIAT_WITHDRAWAL_SUCCESS",
  CUSTOMER_PURSE_MEMPOOL_FOUND: "CUSTOMER_PURSE_MEM_POOL_FOUND",
  CUSTOMER_PURSE_PENDING_COMLIANCE: "CUSTOMER_PURSE_PENDING_COMPLIANCE",
  CUSTOMER_PURSE_COMLIANCE_DECLINED: "CUSTOMER_PURSE_COMPLIANCE_DECLINED",
} as const satisfies Record<string, EventType>;

/** The catalog's name of an event, given its name or an alias; `undefined` for an unknown event. */
export function eventTypeOf(name: string): EventType | undefined {
  if (Object.hasOwn(eventCatalog, name)) return name as EventType;
  return Object.hasOwn(eventAliases, name) ? eventAliases[name as keyof typeof eventAliases] : undefined;
}
