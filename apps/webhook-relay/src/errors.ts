import type { ErrorCode } from "./error-answer.ts";

/** Base of every error of the relay. Messages say what, where and what to do; never a secret or a body. */
export class RelayError extends Error {
  override name = "RelayError";
  /** Stable, for programs. */
  readonly code: string;
  /** Whether the same request may succeed later without a change to anything. */
  readonly retryable: boolean;

  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}

/** A setting is missing or malformed. The message is one sentence that names it. */
export class RelaySettingError extends RelayError {
  override name = "RelaySettingError";
  readonly setting: string;

  constructor(setting: string, problem: string) {
    super("invalid_setting", `${setting} ${problem}`);
    this.setting = setting;
  }
}

/** A request that the relay can't serve. The admin API answers it with its code and message. */
export class RelayRequestError extends RelayError {
  override name = "RelayRequestError";
  declare readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(code, message);
  }
}

/** An argument of a request is invalid. */
export class RelayArgumentError extends RelayRequestError {
  override name = "RelayArgumentError";

  constructor(message: string) {
    super("invalid_request", message);
  }
}
