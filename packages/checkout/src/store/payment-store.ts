import type { CheckoutBackend, Choice, SessionChange } from "../backend/checkout-backend.ts";
import type { CheckoutError } from "../backend/checkout-error.ts";
import type { CryptoCurrency, PaymentSession } from "../payment/payment.ts";
import type { Visibility } from "../polling/visibility.ts";

/**
 * Where the shopper is: waiting for the cart's session, choosing a currency, paying, or done. `absent`: the placed order
 * has no Calypso payment.
 */
export type Step = "loading" | "choosing" | "paying" | "placed" | "absent";

/** A call that failed and that the shopper can retry. */
export interface Problem {
  action: "resume" | "currencies" | "start" | "complete" | "order";
  error: CheckoutError;
}

/** All that a page needs to render. Every change makes a new object, so `===` detects it. */
export interface PaymentSnapshot<Order = unknown> {
  step: Step;
  /** A session is being started. */
  starting: boolean;
  /** Undefined until loaded. */
  currencies: CryptoCurrency[] | undefined;
  session: PaymentSession | undefined;
  /** The amount before the last change of the rate, until `acknowledgeAmount`. */
  previousAmount: string | undefined;
  /** The last status request failed. Polling continues. */
  offline: boolean;
  problem: Problem | undefined;
  /** The order as the backend returned it, at step `placed`. */
  order: Order | undefined;
}

export interface PaymentStoreOptions<Order = unknown> {
  backend: CheckoutBackend<Order>;
  /**
   * The cart's session if the page knows it. `null`: the cart has none. `undefined`: the store asks the backend.
   *
   * @default undefined
   */
  session?: PaymentSession | null | undefined;
  /** The order already exists: only show its payment. @default false */
  orderPlaced?: boolean;
  /**
   * Called once with the order, as the backend returned it. If it throws or its promise rejects, the snapshot's problem
   * is `order`, and `retry` calls it again.
   */
  onOrder?: (order: Order) => unknown;
  /**
   * Called when the cart's payment session changes: `started`, `replaced` by another one (here or in another tab), or
   * `ended`, because the cart changed for instance. A page that caches the cart reads it again.
   */
  onSession?: (change: SessionChange, session: PaymentSession | undefined) => void;
  /** Called with every failed call, for logs. */
  onError?: (error: CheckoutError) => void;
  /** @default the document's visibility */
  visibility?: Visibility;
  /** Minimum time between two status requests, in milliseconds. @default 3000 */
  minPollMs?: number;
}

export interface PaymentStore<Order = unknown> {
  getSnapshot(): PaymentSnapshot<Order>;
  /** Calls back on every change. The store polls while it has a subscriber. */
  subscribe(callback: () => void): () => void;
  /** Starts a session and replaces the current one. */
  start(choice: Choice): Promise<void>;
  /** Starts a session with the last choice: a new quote. */
  renew(): Promise<void>;
  /** Returns to the choice of currency. The current session stays watched until another one starts. */
  changeCurrency(): void;
  /** Undoes `changeCurrency`. */
  keepCurrency(): void;
  /**
   * Passes on what the page knows of the cart's session, as in the options. Another session than the one passed before
   * is shown; `null` instead of the current session returns to the choice of currency.
   */
  setSession(session: PaymentSession | null | undefined): void;
  /** Repeats the call that failed. */
  retry(): Promise<void>;
  /** Polls as soon as the minimum interval allows. */
  refresh(): void;
  /** Clears `previousAmount`. */
  acknowledgeAmount(): void;
}
