/**
 * The emulator's entities. They are plain JSON, so that a file can hold them: amounts are decimal strings, times are
 * milliseconds since 1970. They are never changed in place: see collection.ts.
 */

export interface Entity {
  readonly id: string;
}

export type InvoiceType = "SINGLE" | "SINGLE_FIAT" | "BOUND" | "UNLIMITED" | "UNLIMITED_LINKED";

export type InvoiceState =
  | "PENDING_PAYMENT"
  | "MEM_POOL_FOUND"
  | "PAID"
  | "PENDING_INTERVENTION"
  | "COMPLETED"
  | "ARCHIVED"
  | "PENDING_COMPLIANCE_CHECK"
  | "DECLINED";

export interface Links {
  readonly returnUrl: string | null;
  readonly logoUrl: string | null;
  readonly supportUrl: string | null;
}

export interface Invoice extends Links {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly externalId: string | null;
  /** Digest of the request that created it: distinguishes a repeated request from another one under the same key. */
  readonly requestDigest: string;
  readonly type: InvoiceType;
  readonly state: InvoiceState;
  readonly address: string;
  readonly currency: string;
  /** The amount due, in `currency`; null for invoices without a fixed amount. */
  readonly amount: string | null;
  readonly lowerBound: string | null;
  readonly fiatAmount: string | null;
  readonly fiatCurrency: string | null;
  readonly fiatUpdatedAtMs: number | null;
  readonly fiatAvailable: boolean;
  readonly description: string;
  readonly interventionType: "OVERPAY" | "UNDERPAY" | null;
  readonly isInterventionResolved: boolean;
  /** One payment came from several senders, so that an intervention is needed. */
  readonly severalSenders: boolean;
  /** What auto-conversion credited. */
  readonly conversion: Conversion | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly widgetKey: string | null;
  /** The next deposit is held for compliance. */
  readonly holdNextDeposit: boolean;
}

export interface Conversion {
  readonly targetCurrency: string;
  readonly amount: string;
}

/**
 * `unseen`: arrived at an address that is no longer watched. `frozen`: declined, yet part of the received amount.
 */
export type DepositState = "mempool" | "held" | "confirmed" | "declined" | "frozen" | "dropped" | "unseen";

export interface Deposit {
  readonly id: string;
  readonly invoiceId: string;
  readonly amount: string;
  readonly currency: string;
  readonly transactionHash: string;
  readonly senderAddress: string;
  readonly createdAtMs: number;
  readonly state: DepositState;
  /** Moved to the merchant's balance. */
  readonly credited: boolean;
}

export interface Widget extends Links {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly externalId: string | null;
  readonly requestDigest: string;
  readonly type: "SINGLE_FIAT" | "UNLIMITED_LINKED";
  readonly state: "IN_PROGRESS" | "COMPLETED" | "ARCHIVED";
  readonly cryptoCurrencies: readonly string[];
  readonly fiatAmount: string | null;
  readonly fiatCurrency: string | null;
  readonly description: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export type PayoutState =
  | "CREATION_IN_PROGRESS"
  | "PENDING_CONFIRMATION"
  | "CONFIRMED"
  | "IN_PROGRESS"
  | "COMPLETED"
  | "FAILED"
  | "CANCELED";

export interface Payout {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly externalId: string | null;
  readonly requestDigest: string;
  readonly kind: "single" | "mass";
  /** The settlement wallet that pays; null = the account's balance. */
  readonly walletAddress: string | null;
  readonly state: PayoutState;
  readonly currency: string;
  readonly name: string | null;
  readonly comment: string | null;
  readonly createdAtMs: number;
  readonly executeAtMs: number | null;
  readonly cancelMessage: string | null;
}

export type WithdrawalState = "DRAFT" | "IN_PROGRESS" | "COMPLETED" | "REPLACED" | "FAILED" | "CANCELED";

export interface WithdrawalError {
  readonly id: number;
  readonly status: string;
  readonly errorResolved: boolean;
  readonly errorMessage: string;
}

/** One transfer of a payout: a single payout has one, a mass payout one for each row. */
export interface Withdrawal {
  readonly id: string;
  readonly number: number;
  readonly payoutId: string;
  readonly externalId: string | null;
  readonly depositAddress: string;
  readonly amount: string;
  readonly fee: string;
  readonly currency: string;
  readonly comment: string | null;
  readonly state: WithdrawalState;
  readonly transactionHash: string | null;
  readonly createdAtMs: number;
  readonly errors: readonly WithdrawalError[];
  /** Id of the withdrawal that takes a REPLACED one's place. */
  readonly replacedBy: string | null;
  /** Amount and fee were drawn from the balance. */
  readonly drawn: boolean;
}

export interface Customer {
  readonly id: string;
  readonly email: string | null;
  readonly description: string | null;
  readonly externalId: string | null;
  readonly blocked: boolean;
  readonly createdAtMs: number;
}

/** A customer's address for every currency of a family of networks. */
export interface Purse {
  readonly id: string;
  readonly customerId: string;
  readonly family: string;
  readonly address: string;
  readonly state: "PENDING_PAYMENT" | "ARCHIEVED" | "DECLINED";
  readonly createdAtMs: number;
}

export interface PurseTransaction {
  readonly id: string;
  readonly purseId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly amount: string;
  readonly senderAddress: string;
  readonly transactionHash: string;
  readonly state: "MEM_POOL_FOUND" | "PENDING_COMPLIANCE_CHECK" | "DECLINED" | "CONFIRMED";
  readonly credited: boolean;
  readonly createdAtMs: number;
}

export interface Exchange {
  /** A number, as text. */
  readonly id: string;
  readonly sourceCurrency: string;
  readonly sourceAmount: string;
  readonly destinationCurrency: string;
  readonly destinationAmount: string;
  readonly state: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly createdAtMs: number;
}

/** A fixed rate for orders until it expires. */
export interface FixedRate {
  readonly id: string;
  readonly currency: string;
  readonly fiatCurrency: string;
  /** Fiat for one unit of crypto. */
  readonly rate: string;
  readonly expiresAtMs: number;
}

/** `deposit`: on-ramp. `withdrawal`: off-ramp. `c2f`, `applier`: their older forms. */
export type FiatOrderKind = "deposit" | "withdrawal" | "c2f" | "applier";

export interface FiatOrder {
  readonly id: string;
  readonly number: number;
  readonly kind: FiatOrderKind;
  readonly idempotencyKey: string;
  readonly externalId: string | null;
  readonly requestDigest: string;
  readonly state: "CREATED" | "IN_PROGRESS" | "PAID" | "COMPLETED" | "FAILED" | "EXPIRED";
  readonly currency: string;
  readonly cryptoAmount: string;
  readonly fiatCurrency: string;
  readonly fiatAmount: string;
  readonly description: string | null;
  readonly returnUrl: string | null;
  readonly createdAtMs: number;
  /** The amount was drawn from the balance. */
  readonly drawn: boolean;
}

export interface SettlementWallet {
  /** The wallet's address. */
  readonly id: string;
  readonly name: string;
  readonly network: string;
  readonly archived: boolean;
  readonly createdAtMs: number;
}

export interface WalletTransaction {
  readonly id: string;
  readonly walletAddress: string;
  readonly opCode: "WITHDRAWAL" | "TOP_UP";
  readonly currency: string;
  readonly amount: string;
  readonly serviceFee: string;
  readonly addressTo: string;
  readonly transactionHash: string;
  readonly createdAtMs: number;
}

/** A key for the on-ramp widget. */
export interface OnrampKey {
  readonly id: string;
  readonly expiresAtMs: number;
}

export interface Subscription {
  /** The vendor's `requestId`. */
  readonly id: string;
  readonly requestDigest: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly publicKey: string;
  readonly secretKey: string;
  readonly createdAtMs: number;
}

export interface DeliveryAttempt {
  readonly atMs: number;
  /** HTTP status; null without an answer. */
  readonly status: number | null;
  readonly error: string | null;
  readonly tookMs: number;
}

/** One event for one subscription. */
export interface Delivery {
  readonly id: string;
  readonly eventId: number;
  readonly eventType: string;
  readonly subscriptionId: string;
  /** First attempts of one subject's deliveries are sent in the order of their events. */
  readonly subject: string;
  /** The exact text that is sent and signed. */
  readonly body: string;
  readonly state: "pending" | "delivered" | "given up";
  readonly attempts: readonly DeliveryAttempt[];
  /** Duplicates sent by a fault. */
  readonly repeats: readonly DeliveryAttempt[];
  readonly createdAtMs: number;
}

export interface Balance {
  /** The currency, or `<settlement wallet's address>/<currency>`. */
  readonly id: string;
  readonly amount: string;
}

export type TaskKind =
  | "invoice.confirm"
  | "invoice.credit"
  | "invoice.expire"
  | "widget.expire"
  | "payout.step"
  | "purse.expire"
  | "purse-transaction.step"
  | "exchange.complete"
  | "fiat-order.step"
  | "fiat-order.expire"
  | "webhook.attempt";

/** A scheduled change. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  /** Id of the entity to change. */
  readonly subject: string;
  readonly dueAtMs: number;
}

/** State outside the entities: credentials, settings, the clock. */
export interface Note {
  readonly id: "credentials" | "settings" | "clock";
  readonly value: unknown;
}

export interface Counter {
  readonly id: string;
  readonly value: number;
}
