import { checkMedusaOptions } from "../backend/check-medusa-options.ts";
import type { CheckoutBackend } from "../backend/checkout-backend.ts";
import { CheckoutError } from "../backend/checkout-error.ts";
import { createMedusaBackend } from "../backend/create-medusa-backend.ts";
import { requestJson } from "../backend/request-json.ts";
import { parseCurrencies } from "../payment/parse-payment.ts";
import { type PaymentLink, parseLink } from "./payment-link.ts";

/** The calls of a payment link's page to the store. */
export interface LinkBackend extends CheckoutBackend<never> {
  /** The token that the calls are for. */
  readonly linkToken: string;
  /** What the link asks for. @throws CheckoutError with `not_found` for a link that the store didn't make */
  link(signal: AbortSignal): Promise<PaymentLink>;
}

export interface MedusaLinkBackendOptions {
  /** Address of the Medusa server, `https://api.store.example`. */
  url: string;
  /** The sales channel's publishable API key, `pk_…`. */
  publishableKey: string;
  /** The fragment of the link's address, `location.hash.slice(1)`. */
  token: string;
  /** @default the global fetch */
  fetch?: typeof fetch;
}

/**
 * The payment link's calls to Medusa's Store API.
 *
 * @throws TypeError if `url` or `publishableKey` is missing or malformed.
 * @example
 * const backend = createMedusaLinkBackend({ url, publishableKey, token: location.hash.slice(1) });
 */
export function createMedusaLinkBackend(options: MedusaLinkBackendOptions): LinkBackend {
  checkMedusaOptions("createMedusaLinkBackend", options);
  const { token } = options;
  const request = (path: string, signal: AbortSignal, body?: object) =>
    requestJson(new URL(path, options.url).href, {
      headers: { "x-publishable-api-key": options.publishableKey },
      signal,
      ...(body && { method: "POST" as const, body }),
      ...(options.fetch && { fetch: options.fetch }),
    });
  // The token travels in the body: servers log addresses.
  const callLink = async (path: string, signal: AbortSignal, choice: object = {}) => {
    const link = parseLink(await request(`/store/calypso/payment-links${path}`, signal, { token, ...choice }));
    if (!link) throw new CheckoutError("malformed", "the store's answer has no payment link");
    return link;
  };
  const link = (signal: AbortSignal) => callLink("", signal);

  return {
    linkToken: token,
    link,
    async currencies(signal) {
      const { currency } = await link(signal);
      const query = new URLSearchParams({ currency_code: currency.toLowerCase() });
      return parseCurrencies(await request(`/store/calypso/currencies?${query}`, signal));
    },
    async start({ flow, cryptoCurrency }, signal) {
      const choice = { flow, ...(cryptoCurrency && { crypto_currency: cryptoCurrency }) };
      const { session } = await callLink("/sessions", signal, choice);
      if (!session) throw new CheckoutError("malformed", "the store returned no payment session for the link");
      return session;
    },
    status: createMedusaBackend(options).status,
    async current(signal) {
      return (await link(signal)).session;
    },
    /** There is no cart: the store books the payment on the order. */
    complete: async () => ({ refused: true }),
  };
}
