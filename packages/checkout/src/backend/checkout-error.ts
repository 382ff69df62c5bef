/**
 * Why a call to the store failed:
 *
 * - `network`: no answer
 * - `server`: the store is in trouble (5xx, 409, 429)
 * - `refused`: the store rejected the request (other 4xx)
 * - `not_found`: the store doesn't know the object (404)
 * - `malformed`: the answer can't be read
 */
export type CheckoutErrorCode = "network" | "server" | "refused" | "not_found" | "malformed";

/** A failed call to the store. The message is for developers; shoppers see the component's own texts. */
export class CheckoutError extends Error {
  readonly code: CheckoutErrorCode;
  /** Whether a retry can succeed: true for `network` and `server`. */
  readonly retryable: boolean;
  /** How long the store asked to wait before the next call, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: CheckoutErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = "CheckoutError";
    this.code = code;
    this.retryable = code === "network" || code === "server";
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Wraps anything else that a backend throws. */
export function toCheckoutError(error: unknown): CheckoutError {
  if (error instanceof CheckoutError) return error;
  return new CheckoutError("server", "a call to the store failed", { cause: error });
}
