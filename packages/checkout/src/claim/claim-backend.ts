import { CheckoutError } from "../payment/checkout-error.ts";
import { checkMedusaOptions } from "../payment/medusa-options.ts";
import { requestJson } from "../payment/request-json.ts";
import { type Claim, parseClaim } from "./claim.ts";

/** The calls that the claim page makes to the shop. */
export interface ClaimBackend {
  load(signal: AbortSignal): Promise<Claim>;
  /** @throws CheckoutError `refused` when the address won't do. */
  submit(destination: string, signal: AbortSignal): Promise<Claim>;
}

export interface MedusaClaimBackendOptions {
  /** Address of the Medusa server, `https://api.shop.example`. */
  url: string;
  /** The sales channel's publishable API key, `pk_…`. */
  publishableKey: string;
  /** From the link that the shop sent. */
  token: string;
  /** @default the global fetch */
  fetch?: typeof fetch;
}

/**
 * The claim page's calls to a Medusa shop's Store API.
 *
 * @throws TypeError when address or key won't do.
 */
export function createMedusaClaimBackend(options: MedusaClaimBackendOptions): ClaimBackend {
  checkMedusaOptions("createMedusaClaimBackend", options);
  const url = new URL(`/store/calypso/refund-claims/${encodeURIComponent(options.token)}`, options.url).href;
  const call = async (signal: AbortSignal, body?: object) => {
    const answer = await requestJson(url, {
      headers: { "x-publishable-api-key": options.publishableKey },
      signal,
      ...(body && { method: "POST" as const, body }),
      ...(options.fetch && { fetch: options.fetch }),
    });
    const claim = parseClaim(answer);
    if (!claim) throw new CheckoutError("malformed", "the shop's answer has no claim");
    return claim;
  };
  return {
    load: (signal) => call(signal),
    submit: (destination, signal) => call(signal, { destination }),
  };
}
