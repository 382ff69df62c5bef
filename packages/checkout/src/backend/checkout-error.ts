/**
 * Why a call to the store failed:
 *
 * - `network`: no answer
 * - `server`: the store is in trouble (5xx, 409, 429)
 * - `slow`: the store, or Calypso behind it, took too long
 * - `refused`: the store rejected the request (other 4xx)
 * - `not_found`: the store doesn't know the object (404)
 * - `malformed`: the answer can't be read
 * - `page`: the page's own `onOrder` failed
 */
export type CheckoutErrorCode = "network" | "server" | "slow" | "refused" | "not_found" | "malformed" | "page";

/** A failed call to the store. The message is for developers; shoppers see the component's own texts. */
export class CheckoutError extends Error {
  readonly code: CheckoutErrorCode;
  /** Whether a retry can succeed: true for `network`, `server`, `slow` and `page`. */
  readonly retryable: boolean;
  /** How long the store asked to wait before the next call, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: CheckoutErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = "CheckoutError";
    this.code = code;
    this.retryable = ["network", "server", "slow", "page"].includes(code);
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Wraps anything else that a backend throws. */
export function toCheckoutError(error: unknown): CheckoutError {
  if (error instanceof CheckoutError) return error;
  return new CheckoutError("server", "a call to the store failed", { cause: error });
}
