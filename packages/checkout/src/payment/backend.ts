import type { CryptoCurrency, Flow, Payment, PaymentSession } from "./payment.ts";

/** What the shopper chose. */
export interface Choice {
  flow: Flow;
  /** The vendor's currency code; needed for the invoice flow. */
  cryptoCurrency?: string;
}

/** What came of completing the cart: the order, or nothing yet since the shop wants to see more of the payment. */
export type Completion = { order: unknown } | { refused: true };

/**
 * The calls that the checkout makes to the shop. `createMedusaBackend` makes them over HTTP; a shop whose calls run on
 * its own server (server actions, a proxy) gives its own functions for some or all of them.
 *
 * Each may throw a CheckoutError, which says whether the call is worth repeating.
 */
export interface CheckoutBackend {
  /** What the shopper may pay with. */
  currencies(signal: AbortSignal): Promise<CryptoCurrency[]>;
  /** Starts a payment session for the cart, in place of the one that it had. */
  start(choice: Choice, signal: AbortSignal): Promise<PaymentSession>;
  /** Reads a session's payment. */
  status(sessionId: string, signal: AbortSignal): Promise<Payment>;
  /** The cart's session, if it has one of ours. */
  current(signal: AbortSignal): Promise<PaymentSession | undefined>;
  /** Turns the cart into an order, or finds the order that it has become. */
  complete(signal: AbortSignal): Promise<Completion>;
}
