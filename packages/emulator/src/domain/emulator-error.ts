/** A refused request or command; `status` is the HTTP status of the answer. */
export class EmulatorError extends Error {
  override readonly name = "EmulatorError";
  readonly code: string;
  readonly status: 400 | 401 | 404 | 409 | 413;
  /** The request names an object that doesn't exist: the setting `unknownObjectStatus` decides the status. */
  readonly isUnknownObject: boolean;
  /** Always false: the same request is refused again. */
  readonly retryable = false;

  constructor(
    code: string,
    status: EmulatorError["status"],
    message: string,
    { isUnknownObject = false, ...options }: ErrorOptions & { isUnknownObject?: boolean } = {},
  ) {
    super(message, options);
    this.isUnknownObject = isUnknownObject;
    this.code = code;
    this.status = status;
  }
}

/** A request that the API refuses. */
export function badRequest(message: string, code = "bad_request"): EmulatorError {
  return new EmulatorError(code, 400, message);
}

/** A request about an object that doesn't exist. */
export function unknownObject(what: string, code: string): EmulatorError {
  return new EmulatorError(`${code}_not_found`, 400, `${what} not found`, { isUnknownObject: true });
}

/** A command of the control API that the entity's state doesn't allow. */
export function conflict(message: string): EmulatorError {
  return new EmulatorError("conflict", 409, message);
}

export function notFound(message: string): EmulatorError {
  return new EmulatorError("not_found", 404, message);
}
