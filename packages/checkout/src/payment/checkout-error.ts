/**
 * Why a call to the shop didn't work:
 * `network` no answer came, `server` the shop has trouble (5xx, 429), `refused` the shop said no (4xx),
 * `not_found` the shop doesn't know the object, `malformed` the answer can't be read.
 */
export type CheckoutErrorCode = "network" | "server" | "refused" | "not_found" | "malformed";

/** A call to the shop failed. `message` is for developers; the component shows words of its own to the shopper. */
export class CheckoutError extends Error {
  readonly code: CheckoutErrorCode;
  /** Whether the same call may work later. */
  readonly retryable: boolean;
  /** How long the shop asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: CheckoutErrorCode, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = "CheckoutError";
    this.code = code;
    this.retryable = code === "network" || code === "server";
    this.retryAfterMs = options.retryAfterMs;
  }
}
