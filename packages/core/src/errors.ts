/** The codes of {@link CalypsoArgumentError}. */
export type CalypsoArgumentErrorCode = "invalid_argument" | "invalid_option" | "blank_secret";

/** The codes of {@link CalypsoRejectedError}. `unauthorized`: 401 or 403. `rejected`: any 4xx without its own code. */
export type CalypsoRejectedErrorCode = "rejected" | "unauthorized" | "not_found" | "rate_limited" | "clock_skew";

/**
 * The codes of {@link CalypsoUnknownOutcomeError}. `ambiguous_rejection`: an attempt was lost and its repetition
 * refused, perhaps because the first one had worked.
 */
export type CalypsoUnknownOutcomeErrorCode =
  | "timeout"
  | "connection_lost"
  | "server_error"
  | "redirected"
  | "unreadable_answer"
  | "aborted"
  | "ambiguous_rejection";

/** The codes of {@link CalypsoJsonError}. */
export type CalypsoJsonErrorCode = "malformed_json" | "unexpected_shape" | "unsupported_runtime";

/** The codes of {@link CalypsoSignatureError}. */
export type CalypsoSignatureErrorCode =
  | "body_not_raw"
  | "missing_key"
  | "missing_signature"
  | "malformed_signature"
  | "unknown_key"
  | "signature_mismatch";

/** The code of {@link CalypsoEventError}. */
export type CalypsoEventErrorCode = "malformed_event";

/** Everything that `constructEvent` throws for a bad webhook. */
export type CalypsoWebhookErrorCode = CalypsoSignatureErrorCode | CalypsoEventErrorCode;

/** The codes of {@link CalypsoStateError}. */
export type CalypsoStateErrorCode = "unknown_state" | "inconsistent_state";

/** Every error code of this package. */
export type CalypsoErrorCode =
  | CalypsoArgumentErrorCode
  | CalypsoRejectedErrorCode
  | CalypsoUnknownOutcomeErrorCode
  | CalypsoJsonErrorCode
  | CalypsoWebhookErrorCode
  | CalypsoStateErrorCode;

/** How a call that threw ended: `failed` had no effect, `unknown` may have had one. */
export type CallOutcome = "failed" | "unknown";

export interface CalypsoErrorOptions<Code extends CalypsoErrorCode = CalypsoErrorCode> {
  code: Code;
  retryable?: boolean;
  cause?: unknown;
}

/**
 * Base of every error of this package.
 *
 * Messages say what happened, where, and what to do about it. They never contain a secret, an address, or a whole body.
 */
export class CalypsoError extends Error {
  override name = "CalypsoError";
  /** Stable, for programs to decide by. Messages may be reworded. */
  readonly code: CalypsoErrorCode;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;

  constructor(message: string, options: CalypsoErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.retryable = options.retryable ?? false;
  }
}

/** An invalid option or argument. Nothing was sent. */
export class CalypsoArgumentError extends CalypsoError {
  override name = "CalypsoArgumentError";
  declare readonly code: CalypsoArgumentErrorCode;
  readonly outcome: CallOutcome = "failed";
  /** The invalid argument, for example `payload.fiatAmount`. */
  readonly path: string | undefined;

  constructor(
    message: string,
    options: Partial<CalypsoErrorOptions<CalypsoArgumentErrorCode>> & { path?: string } = {},
  ) {
    super(message, { ...options, code: options.code ?? "invalid_argument" });
    this.path = options.path;
  }
}

type CallErrorCode = CalypsoRejectedErrorCode | CalypsoUnknownOutcomeErrorCode;

export interface CalypsoCallErrorOptions<Code extends CallErrorCode = CallErrorCode> extends CalypsoErrorOptions<Code> {
  operation: string;
  path: string;
  attempts: number;
  status?: number | undefined;
  idempotencyKey?: string | undefined;
  responseText?: string | undefined;
}

const RESPONSE_TEXT_LIMIT = 500;

/** A request was sent and did not succeed. Its two subclasses say whether it may have had an effect. */
export class CalypsoCallError extends CalypsoError {
  override name = "CalypsoCallError";
  declare readonly code: CallErrorCode;
  /** For example `payout.create`. */
  readonly operation: string;
  /** Request path, without the host. */
  readonly path: string;
  /** HTTP status of the last answer, if there was one. */
  readonly status: number | undefined;
  /** Requests sent, including the first. */
  readonly attempts: number;
  /** The idempotency key that was sent, given or generated: read the object by it. */
  readonly idempotencyKey: string | undefined;
  /** The answer's first 500 characters at most. Not enumerable, so that loggers leave it out. */
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

/** Calypso refused the request (4xx), and no earlier attempt can have had an effect. */
export class CalypsoRejectedError extends CalypsoCallError {
  override name = "CalypsoRejectedError";
  declare readonly code: CalypsoRejectedErrorCode;
  readonly outcome = "failed" satisfies CallOutcome;

  constructor(message: string, options: CalypsoCallErrorOptions<CalypsoRejectedErrorCode>) {
    super(message, options);
  }
}

/** The request may or may not have had an effect. Never treat it as failed: read the object by its idempotency key. */
export class CalypsoUnknownOutcomeError extends CalypsoCallError {
  override name = "CalypsoUnknownOutcomeError";
  declare readonly code: CalypsoUnknownOutcomeErrorCode;
  readonly outcome = "unknown" satisfies CallOutcome;

  constructor(message: string, options: CalypsoCallErrorOptions<CalypsoUnknownOutcomeErrorCode>) {
    super(message, options);
  }
}

/** Text is not JSON, or can't be read or written exactly. */
export class CalypsoJsonError extends CalypsoError {
  override name = "CalypsoJsonError";
  declare readonly code: CalypsoJsonErrorCode;

  constructor(message: string, options: CalypsoErrorOptions<CalypsoJsonErrorCode>) {
    super(message, options);
  }
}

/** A webhook is not authentic, or can't be verified. */
export class CalypsoSignatureError extends CalypsoError {
  override name = "CalypsoSignatureError";
  declare readonly code: CalypsoSignatureErrorCode;

  constructor(message: string, options: CalypsoErrorOptions<CalypsoSignatureErrorCode>) {
    super(message, options);
  }
}

/** A webhook's body is not an event. */
export class CalypsoEventError extends CalypsoError {
  override name = "CalypsoEventError";
  declare readonly code: CalypsoEventErrorCode;

  constructor(message: string, options: CalypsoErrorOptions<CalypsoEventErrorCode>) {
    super(message, options);
  }
}

/** An object is in a state that this version does not know, or its parts contradict each other. */
export class CalypsoStateError extends CalypsoError {
  override name = "CalypsoStateError";
  declare readonly code: CalypsoStateErrorCode;

  constructor(message: string, options: CalypsoErrorOptions<CalypsoStateErrorCode>) {
    super(message, options);
  }
}
