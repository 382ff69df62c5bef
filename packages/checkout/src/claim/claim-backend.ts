import { checkMedusaOptions } from "../backend/check-medusa-options.ts";
import { CheckoutError } from "../backend/checkout-error.ts";
import { requestJson } from "../backend/request-json.ts";
import { type Claim, parseClaim } from "./claim.ts";

/** The claim page's calls to the store. `createMedusaClaimBackend` makes them over HTTP. */
export interface ClaimBackend {
  /** The token that the calls are for. A backend for another token makes the component start over. */
  readonly token?: string | undefined;
  load(signal: AbortSignal): Promise<Claim>;
  /** @throws CheckoutError with `refused` if the store rejects the address. */
  submit(destination: string, signal: AbortSignal): Promise<Claim>;
}

export interface MedusaClaimBackendOptions {
  /** Address of the Medusa server, `https://api.store.example`. */
  url: string;
  /** The sales channel's publishable API key, `pk_…`. */
  publishableKey: string;
  /** From the link that the store sent. */
  token: string;
  /** @default the global fetch */
  fetch?: typeof fetch;
}

/**
 * The claim page's calls to Medusa's Store API.
 *
 * @throws TypeError if `url` or `publishableKey` is missing or malformed.
 * @example
 * const backend = createMedusaClaimBackend({ url: "https://api.store.example", publishableKey: "pk_…", token });
 */
export function createMedusaClaimBackend(options: MedusaClaimBackendOptions): ClaimBackend {
  checkMedusaOptions("createMedusaClaimBackend", options);
  const url = new URL("/store/calypso/refund-claims", options.url).href;
  const call = async (signal: AbortSignal, body?: object) => {
    const answer = await requestJson(url, {
      // Not in the path, which servers and proxies log.
      headers: { "x-publishable-api-key": options.publishableKey, "x-claim-token": options.token },
      signal,
      ...(body && { method: "POST" as const, body }),
      ...(options.fetch && { fetch: options.fetch }),
    });
    const claim = parseClaim(answer);
    if (!claim) throw new CheckoutError("malformed", "the store's answer has no claim");
    return claim;
  };
  return {
    token: options.token,
    load: (signal) => call(signal),
    submit: (destination, signal) => call(signal, { destination }),
  };
}
