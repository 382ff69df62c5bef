import { parseEarlierPayments } from "../payment/parse-earlier-payments.ts";
import { parseCurrencies, parsePayment, parseTime } from "../payment/parse-payment.ts";
import type { Payment } from "../payment/payment.ts";
import { checkMedusaOptions } from "./check-medusa-options.ts";
import type { CheckoutBackend, Completion } from "./checkout-backend.ts";
import { CheckoutError } from "./checkout-error.ts";
import { findPaymentSession, type PaymentCollection } from "./find-payment-session.ts";
import { requestJson } from "./request-json.ts";

export interface MedusaBackendOptions {
  /** Address of the Medusa server, `https://api.store.example`. */
  url: string;
  /** The sales channel's publishable API key, `pk_…`. */
  publishableKey: string;
  /** The cart to pay. Required until the order is placed. */
  cartId?: string | undefined;
  /** The placed order whose payment to show, in place of `cartId`. */
  orderId?: string | undefined;
  /** The payment collection with what that order still owes, for instance after an edit. The shopper can then pay it. */
  collectionId?: string | undefined;
  /** @default "pp_calypso_calypso" */
  providerId?: string;
  /** Sent with every request, for example a customer's `authorization`. */
  headers?: Record<string, string>;
  /** @default the global fetch */
  fetch?: typeof fetch;
}

/** The countdown is corrected once the shopper's clock differs from the store's by more than this. */
const clockToleranceMs = 3_000;

/**
 * The checkout's calls to Medusa's Store API, for one cart.
 *
 * @typeParam Order The order as the Store API returns it. Default: an object with `id`.
 * @throws TypeError if `url` or `publishableKey` is missing or malformed, often because an environment variable isn't set.
 * @example
 * const backend = createMedusaBackend({ url: "https://api.store.example", publishableKey: "pk_…", cartId: cart.id });
 */
export function createMedusaBackend<Order = { id: string }>(options: MedusaBackendOptions): CheckoutBackend<Order> {
  const { providerId = "pp_calypso_calypso", fetch } = options;
  checkMedusaOptions("createMedusaBackend", options);
  const call = (method: "GET" | "POST", path: string, signal: AbortSignal, body?: unknown) =>
    requestJson(new URL(path, options.url).href, {
      method,
      headers: { "x-publishable-api-key": options.publishableKey, ...options.headers },
      signal,
      ...(body !== undefined && { body }),
      ...(fetch && { fetch }),
    });
  const cartId = () => {
    if (options.cartId) return options.cartId;
    throw new TypeError("createMedusaBackend needs a cartId for this call");
  };
  const cartPath = () => `/store/carts/${encodeURIComponent(cartId())}`;
  /** How far the store's clock is ahead of the shopper's. */
  let aheadMs = 0;
  const onShopperClock = (payment: Payment): Payment =>
    payment.expiresAtMs === undefined ? payment : { ...payment, expiresAtMs: payment.expiresAtMs - aheadMs };
  const findSession = (collection: PaymentCollection | null | undefined) => {
    const session = findPaymentSession(collection, providerId);
    return session && { ...session, payment: onShopperClock(session.payment) };
  };
  const complete = async (signal: AbortSignal): Promise<Completion<Order>> => {
    try {
      const answer = (await call("POST", `${cartPath()}/complete`, signal)) as { type?: string; order?: unknown };
      return answer.type === "order" ? { order: answer.order as Order } : { refused: true };
    } catch (error) {
      if (error instanceof CheckoutError && error.code === "refused") return { refused: true };
      throw error;
    }
  };
  const sessionOfOrder = async (orderId: string, signal: AbortSignal) => {
    const path = `/store/orders/${encodeURIComponent(orderId)}?fields=id,*payment_collections.payment_sessions`;
    const { order } = (await call("GET", path, signal)) as OrderAnswer;
    return order?.payment_collections
      ?.filter(({ id }) => !options.collectionId || id === options.collectionId)
      .map(findSession)
      .find((session) => session !== undefined);
  };
  /** Where the currencies depend on: the region and the currency of the cart or the order. */
  const loadMarket = async (signal: AbortSignal): Promise<Market | undefined> => {
    const fields = "fields=id,region_id,currency_code";
    if (!options.orderId) return ((await call("GET", `${cartPath()}?${fields}`, signal)) as CartAnswer).cart;
    const path = `/store/orders/${encodeURIComponent(options.orderId)}?${fields}`;
    return ((await call("GET", path, signal)) as OrderAnswer).order;
  };
  const collectionOfCart = async (signal: AbortSignal): Promise<string> => {
    const { payment_collection: collection } = (await call("POST", "/store/payment-collections", signal, {
      cart_id: cartId(),
    })) as CollectionAnswer;
    if (collection?.id) return collection.id;
    throw new CheckoutError("malformed", "the store returned no payment collection for the cart");
  };

  return {
    cartId: options.cartId,
    orderId: options.orderId,
    collectionId: options.collectionId,

    async currencies(signal) {
      // The merchant may offer different currencies in each region.
      const market = await loadMarket(signal);
      const query = new URLSearchParams();
      if (market?.region_id) query.set("region_id", market.region_id);
      if (market?.currency_code) query.set("currency_code", market.currency_code);
      return parseCurrencies(await call("GET", `/store/calypso/currencies?${query}`, signal));
    },

    async start(choice, signal) {
      const collectionId = options.collectionId ?? (await collectionOfCart(signal));
      const started = (await call("POST", `/store/payment-collections/${collectionId}/payment-sessions`, signal, {
        provider_id: providerId,
        data: {
          flow: choice.flow,
          ...(choice.cryptoCurrency && { crypto_currency: choice.cryptoCurrency }),
        },
      }).catch(lostToAnotherStart)) as CollectionAnswer;
      const session = findSession(started.payment_collection);
      if (!session) throw new CheckoutError("malformed", `the store returned no payment session of ${providerId}`);
      return session;
    },

    async status(sessionId, signal) {
      const answer = await call("GET", `/store/calypso/payments/${encodeURIComponent(sessionId)}`, signal);
      const { payment, server_time, earlier_payments } = answer as StatusAnswer;
      if (!payment) throw new CheckoutError("malformed", "the store's answer has no payment");
      const measuredMs = (parseTime(server_time) ?? Date.now()) - Date.now();
      // A small difference is the answer's delay. Correcting for it would make the countdown jump.
      if (Math.abs(measuredMs - aheadMs) > clockToleranceMs) aheadMs = measuredMs;
      const earlierPayments = parseEarlierPayments(earlier_payments);
      return { ...onShopperClock(parsePayment(payment)), ...(earlierPayments.length > 0 && { earlierPayments }) };
    },

    async current(signal) {
      if (options.orderId) return sessionOfOrder(options.orderId, signal);
      const fields = "id,completed_at,*payment_collection.payment_sessions";
      const { cart } = (await call("GET", `${cartPath()}?fields=${fields}`, signal)) as CartAnswer;
      if (cart?.completed_at) {
        // Paid while the page was closed. Completing the cart again returns its order.
        const completion = await complete(signal);
        if ("order" in completion) return completion;
      }
      return findSession(cart?.payment_collection);
    },

    complete,
  };
}

/** Medusa answers 404 if a session that starts at the same time, in another tab for instance, replaced this one. */
function lostToAnotherStart(error: unknown): never {
  if (!(error instanceof CheckoutError && error.code === "not_found")) throw error;
  throw new CheckoutError("slow", `${error.message}. Another session may have started meanwhile`, { cause: error });
}

interface CollectionAnswer {
  payment_collection?: PaymentCollection | null | undefined;
}

interface StatusAnswer {
  payment?: unknown;
  server_time?: string;
  earlier_payments?: unknown;
}

interface Market {
  region_id?: string | null;
  currency_code?: string | null;
}

interface CartAnswer {
  cart?: CollectionAnswer & Market & { completed_at?: unknown };
}

interface OrderAnswer {
  order?: Market & { payment_collections?: PaymentCollection[] };
}
