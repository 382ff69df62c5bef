/** Base of every error of the relay. Messages name what, where and what to do; never a secret or a body. */
export class RelayError extends Error {
  override name = "RelayError";
  /** Stable, for programs. */
  readonly code: string;
  /** Whether the same request may succeed later without anybody changing anything. */
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

/** An operator's request doesn't fit. Becomes an answer 400. */
export class RelayArgumentError extends RelayError {
  override name = "RelayArgumentError";

  constructor(message: string) {
    super("invalid_request", message);
  }
}
