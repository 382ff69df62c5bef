export const outcomes = [
  "waiting",
  "detected",
  "held",
  "intervention",
  "underpaid",
  "overpaid",
  "settled",
  "expired",
  "expired_partial",
  "late",
  "declined",
  "unknown",
] as const;

/**
 * What the store says about the money:
 *
 * - `waiting`: no money seen
 * - `detected`: seen, not yet confirmed
 * - `held`: the sender is being checked
 * - `intervention`: all of it arrived, and the shop must release it
 * - `underpaid`, `overpaid`: compared with the amount due
 * - `settled`: paid in full
 * - `expired`: the time to pay has ended
 * - `expired_partial`: and only part of the money arrived
 * - `late`: the money arrived after that
 * - `declined`: rejected by compliance
 * - `unknown`: a value that this version doesn't know
 */
export type Outcome = (typeof outcomes)[number];

/** How the shopper pays: to an address shown on the page, or on Calypso's hosted page. */
export type Flow = "invoice" | "widget";

export const earlierStatuses = ["confirming", "used", "in_review", "refunding", "refunded"] as const;

/** Money that arrived for an earlier session of the same cart or order. */
export interface EarlierPayment {
  /** A decimal string, in `cryptoCurrency`. */
  receivedAmount: string;
  /** Calypso's code. */
  cryptoCurrency?: string;
  symbol?: string;
  /** What happens to it. `in_review`: the shop returns it or uses it. */
  status: (typeof earlierStatuses)[number];
}

/** A payment as the storefront may see it. Amounts are decimal strings, never numbers. */
export interface Payment {
  flow: Flow;
  outcome: Outcome;
  fiatAmount?: string;
  /** ISO 4217, upper case. */
  fiatCurrency?: string;
  cryptoAmount?: string;
  /** Calypso's code, such as `USDT_TRX`. */
  cryptoCurrency?: string;
  /** The symbol shown with amounts, such as `USDT`. */
  symbol?: string;
  /** Name of the network, such as `Tron`. */
  network?: string;
  /** Such as `TRC-20`. Undefined for a native coin and if unknown. */
  tokenStandard?: string;
  address?: string;
  /** Link that a wallet opens: a `bitcoin:`, `ethereum:` or similar URI with the amount still due. */
  paymentUri?: string;
  receivedAmount?: string;
  /** What is still due after a partial payment. */
  remainingAmount?: string;
  /** Received beyond the amount due, once the payment is settled. */
  surplusAmount?: string;
  /** Address of Calypso's hosted page. */
  payUrl?: string;
  /** What arrived for the sessions before this one. */
  earlierPayments?: EarlierPayment[];
  /** Of the payment on its network, if the store knows it. */
  transactionHash?: string;
  /** The transaction's page in a block explorer. */
  transactionUrl?: string;
  /** When the payment was complete, epoch milliseconds. */
  paidAtMs?: number;
  /** Epoch milliseconds on the shopper's clock if the store sends its own time, otherwise on the store's. */
  expiresAtMs?: number;
}

/** One of Medusa's payment sessions, with its payment. */
export interface PaymentSession {
  id: string;
  payment: Payment;
}

/** A currency on one network that the shopper can pay with. */
export interface CryptoCurrency {
  /** Calypso's code, such as `USDT_TRX`. */
  code: string;
  /** The coin, such as `USDT`. */
  symbol: string;
  /** Such as `Tether`. */
  name: string;
  /** Such as `TRON`. */
  network: string;
  /** Such as `TRC-20`. Undefined for a native coin. */
  tokenStandard?: string;
}
