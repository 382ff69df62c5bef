/** What is known about a call that did not return: `failed` had no effect, `unknown` may have had one. */
export type CallOutcome = "failed" | "unknown";

export interface CalypsoErrorOptions {
  code: string;
  retryable?: boolean;
  cause?: unknown;
}

/**
 * Base of every error of this package.
 *
 * Messages name what happened, where, and what probably to do. They never hold a secret, an address, or a whole body.
 */
export class CalypsoError extends Error {
  override name = "CalypsoError";
  /** Stable, for programs: the message may be reworded, this may not. */
  readonly code: string;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(message: string, options: CalypsoErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.retryable = options.retryable ?? false;
  }
}

/** A setting or argument does not fit. Nothing was sent. Codes: `invalid_argument`, `invalid_option`, `blank_secret`. */
export class CalypsoArgumentError extends CalypsoError {
  override name = "CalypsoArgumentError";
  readonly outcome: CallOutcome = "failed";
  /** Where the argument is wrong, for example `payload.fiatAmount`. */
  readonly path: string | undefined;

  constructor(message: string, options: Partial<CalypsoErrorOptions> & { path?: string } = {}) {
    super(message, { ...options, code: options.code ?? "invalid_argument" });
    this.path = options.path;
  }
}

export interface CalypsoCallErrorOptions extends CalypsoErrorOptions {
  operation: string;
  path: string;
  attempts: number;
  status?: number | undefined;
  idempotencyKey?: string | undefined;
  responseText?: string | undefined;
}

const RESPONSE_TEXT_LIMIT = 500;

/** A request was made and did not end well. See its two subclasses for what that means. */
export class CalypsoCallError extends CalypsoError {
  override name = "CalypsoCallError";
  /** For example `payout.create`. */
  readonly operation: string;
  /** Request path, without host. */
  readonly path: string;
  /** HTTP status of the last answer, if there was one. */
  readonly status: number | undefined;
  /** Requests sent, the first one included. */
  readonly attempts: number;
  /** The idempotency key that was sent, given or generated: read the object by it. */
  readonly idempotencyKey: string | undefined;
  /** At most the first 500 characters of the answer. Not enumerable, so that loggers leave it out. */
  declare readonly responseText: string | undefined;

  constructor(message: string, options: CalypsoCallErrorOptions) {
    super(message, options);
    this.operation = options.operation;
    this.path = options.path;
    this.status = options.status;
    this.attempts = options.attempts;
    this.idempotencyKey = options.idempotencyKey;
    Object.defineProperty(this, "responseText", {
      value: options.responseText?.slice(0, RESPONSE_TEXT_LIMIT),
      enumerable: false,
    });
  }
}

/**
 * Calypso refused the request (4xx), and no earlier attempt can have had an effect.
 *
 * Codes: `rejected`, `unauthorized` (401, 403), `not_found` (404), `rate_limited` (429), `clock_skew`.
 */
export class CalypsoRejectedError extends CalypsoCallError {
  override name = "CalypsoRejectedError";
  readonly outcome = "failed" satisfies CallOutcome;
}

/**
 * Nobody knows whether the request had an effect. Never take it for failed: read the object by its idempotency key.
 *
 * Codes: `timeout`, `connection_lost`, `server_error` (5xx), `redirected`, `unreadable_answer`, `aborted`, and
 * `ambiguous_rejection`: an attempt was lost and its repetition refused, perhaps because the first one had worked.
 */
export class CalypsoUnknownOutcomeError extends CalypsoCallError {
  override name = "CalypsoUnknownOutcomeError";
  readonly outcome = "unknown" satisfies CallOutcome;
}

/**
 * Text that should be JSON, or a number in it, cannot be read exactly. Codes: `malformed_json`,
 * `unexpected_shape`, `unsupported_runtime`.
 */
export class CalypsoJsonError extends CalypsoError {
  override name = "CalypsoJsonError";
}

/**
 * A webhook is not authentic, or cannot be shown to be.
 *
 * Codes: `body_not_raw`, `missing_key`, `missing_signature`, `malformed_signature`, `unknown_key`, `signature_mismatch`.
 */
export class CalypsoSignatureError extends CalypsoError {
  override name = "CalypsoSignatureError";
}

/** A webhook's body is no event. Code: `malformed_event`. */
export class CalypsoEventError extends CalypsoError {
  override name = "CalypsoEventError";
}

/** An object's state is not one that is known, or contradicts itself. Codes: `unknown_state`, `inconsistent_state`. */
export class CalypsoStateError extends CalypsoError {
  override name = "CalypsoStateError";
}
