import type { CheckoutBackend } from "./backend.ts";
import { CheckoutError } from "./checkout-error.ts";
import { checkMedusaOptions } from "./medusa-options.ts";
import { type Payment, type PaymentSession, parseCurrencies, parsePayment, time } from "./payment.ts";
import { requestJson } from "./request-json.ts";

export interface MedusaBackendOptions {
  /** Address of the Medusa server, `https://api.shop.example`. */
  url: string;
  /** The sales channel's publishable API key, `pk_…`. */
  publishableKey: string;
  /** Needed until the order is placed; to follow an order's payment, leave it out. */
  cartId?: string;
  /** @default "pp_calypso_calypso" */
  providerId?: string;
  /** Sent with each request, a customer's `authorization` for instance. */
  headers?: Record<string, string>;
  /** @default the global fetch */
  fetch?: typeof fetch;
}

/** So far a shopper's clock may be off before the countdown corrects for it. */
const clockToleranceMs = 3_000;

/**
 * The checkout's calls to a Medusa shop's Store API, for one cart.
 *
 * @throws TypeError when address or key won't do: an environment variable that isn't set, most often.
 */
export function createMedusaBackend(options: MedusaBackendOptions): CheckoutBackend {
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
  let aheadMs = 0;
  /** The time to pay, by the shopper's clock instead of the shop's. */
  const onOurClock = (payment: Payment): Payment =>
    payment.expiresAtMs === undefined ? payment : { ...payment, expiresAtMs: payment.expiresAtMs - aheadMs };
  const sessionOnOurClock = (session: PaymentSession | undefined) =>
    session && { ...session, payment: onOurClock(session.payment) };
  const cartPath = () => `/store/carts/${encodeURIComponent(cartId())}`;

  return {
    async currencies(signal) {
      // A merchant may offer something else in each region.
      const { cart } = (await call("GET", `${cartPath()}?fields=id,region_id,currency_code`, signal)) as CartAnswer;
      const query = new URLSearchParams();
      if (cart?.region_id) query.set("region_id", cart.region_id);
      if (cart?.currency_code) query.set("currency_code", cart.currency_code);
      return parseCurrencies(await call("GET", `/store/calypso/currencies?${query}`, signal));
    },

    async start(choice, signal) {
      const collection = (await call("POST", "/store/payment-collections", signal, {
        cart_id: cartId(),
      })) as Collection;
      const id = collection.payment_collection?.id;
      if (!id) throw new CheckoutError("malformed", "the shop made no payment collection for the cart");
      const started = (await call("POST", `/store/payment-collections/${id}/payment-sessions`, signal, {
        provider_id: providerId,
        data: {
          flow: choice.flow,
          ...(choice.cryptoCurrency && { crypto_currency: choice.cryptoCurrency }),
        },
      })) as Collection;
      const session = findPaymentSession(started.payment_collection, providerId);
      if (!session) throw new CheckoutError("malformed", `the shop made no payment session with ${providerId}`);
      return { ...session, payment: onOurClock(session.payment) };
    },

    async status(sessionId, signal) {
      const answer = await call("GET", `/store/calypso/payments/${encodeURIComponent(sessionId)}`, signal);
      const { payment, server_time } = answer as { payment?: unknown; server_time?: string };
      if (!payment) throw new CheckoutError("malformed", "the shop's answer has no payment");
      const measuredMs = (time(server_time) ?? Date.now()) - Date.now();
      // Measured anew only when it is far off: an answer that took a moment longer must not make the countdown jump.
      if (Math.abs(measuredMs - aheadMs) > clockToleranceMs) aheadMs = measuredMs;
      return onOurClock(parsePayment(payment));
    },

    async current(signal) {
      const answer = await call("GET", `${cartPath()}?fields=id,*payment_collection.payment_sessions`, signal);
      return sessionOnOurClock(findPaymentSession((answer as CartAnswer).cart?.payment_collection, providerId));
    },

    async complete(signal) {
      try {
        const answer = (await call("POST", `${cartPath()}/complete`, signal)) as { type?: string; order?: unknown };
        return answer.type === "order" ? { order: answer.order } : { refused: true };
      } catch (error) {
        if (error instanceof CheckoutError && error.code === "refused") return { refused: true };
        throw error;
      }
    },
  };
}

interface CartAnswer {
  cart?: Collection & { region_id?: string | null; currency_code?: string | null };
}

interface Collection {
  payment_collection?: PaymentCollection | null | undefined;
}

/** The part of Medusa's payment collection that is read. */
export interface PaymentCollection {
  id?: string;
  payment_sessions?: { id: string; provider_id: string; data?: unknown }[] | null;
}

/** The payment session of ours in a cart's payment collection, as Medusa's Store API gives it. */
export function findPaymentSession(
  collection: PaymentCollection | null | undefined,
  providerId = "pp_calypso_calypso",
): PaymentSession | undefined {
  const session = collection?.payment_sessions?.find((each) => each.provider_id === providerId);
  return session && { id: session.id, payment: parsePayment(session.data) };
}
