import type { CryptoCurrency, Flow, Payment, PaymentSession } from "../payment/payment.ts";

/** The shopper's choice. */
export interface Choice {
  flow: Flow;
  /** Calypso's currency code, `USDT_TRX` for instance. Required for the invoice flow. */
  cryptoCurrency?: string;
}

/** What changed about the cart's payment session, for pages that cache the cart. */
export type SessionChange = "started" | "replaced" | "ended";

/** The result of completing the cart: the order, or a refusal because the store must first see more of the payment. */
export type Completion<Order = unknown> = { order: Order } | { refused: true };

/**
 * The checkout's calls to the store. `createMedusaBackend` makes them over HTTP. A storefront whose calls run on its
 * own server (server actions, a proxy) passes its own functions for some or all of them.
 *
 * A call that fails throws a `CheckoutError`, which says whether a retry can help. Any other error counts as `server`.
 *
 * @typeParam Order What `complete` returns and `onOrder` receives.
 */
export interface CheckoutBackend<Order = unknown> {
  /** The cart that the calls are for. A backend for another cart makes the component start over. */
  readonly cartId?: string | undefined;
  /** The placed order whose payment is shown. With it, no cart is completed, and without `collectionId` nothing starts. */
  readonly orderId?: string | undefined;
  /** The payment collection with what the placed order still owes. Sessions start in it. */
  readonly collectionId?: string | undefined;
  /** The token of a payment link, for what a placed order still owes. */
  readonly linkToken?: string | undefined;
  /** The currencies that the shopper can pay with. */
  currencies(signal: AbortSignal): Promise<CryptoCurrency[]>;
  /** Starts a payment session for the cart and replaces the current one. */
  start(choice: Choice, signal: AbortSignal): Promise<PaymentSession>;
  /** Reads the payment of a session. */
  status(sessionId: string, signal: AbortSignal): Promise<Payment>;
  /** The cart's (or the placed order's) Calypso session, if it has one. The order if the cart is already completed. */
  current(signal: AbortSignal): Promise<PaymentSession | { order: Order } | undefined>;
  /** Turns the cart into an order. Returns the existing order if the cart is already completed. */
  complete(signal: AbortSignal): Promise<Completion<Order>>;
}
