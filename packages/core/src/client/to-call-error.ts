import { CalypsoRejectedError, type CalypsoRejectedErrorCode, CalypsoUnknownOutcomeError } from "../errors.ts";
import type { LostAttempt, PreparedCall, RefusedAttempt } from "./attempt.ts";

export interface FailedCall {
  call: PreparedCall;
  /** How the last attempt ended. */
  last: LostAttempt | RefusedAttempt;
  /** The last attempt whose effect is unknown, if any. */
  lost: LostAttempt | undefined;
  attempts: number;
  /** Set if the timestamp was corrected: how far this machine's clock is off. */
  correctedSkew: string | undefined;
}

/** The error that a failed call throws. */
export function toCallError(failed: FailedCall): CalypsoRejectedError | CalypsoUnknownOutcomeError {
  const { call, last, lost, attempts, correctedSkew } = failed;
  const { name, path, idempotencyKey, operation } = call;
  const { status, responseText, cause } = last;
  const context = { operation: name, path, status, attempts, idempotencyKey, responseText, cause };
  const request = `${operation.method} ${path}`;

  if (last.kind === "lost") {
    const advice = operation.effect === "read" ? "try again later" : "it may have worked: read the object by its key";
    return new CalypsoUnknownOutcomeError(`${request} ${last.description}: ${advice}`, {
      ...context,
      code: last.code,
      retryable: operation.effect !== "once" && last.isTransient,
    });
  }
  if (lost !== undefined && operation.effect !== "read") {
    const message = `${request} ${lost.description}, and its repetition ${last.description}, perhaps because the first one had worked: read the object by its key`;
    return new CalypsoUnknownOutcomeError(message, { ...context, code: "ambiguous_rejection", retryable: false });
  }
  if (correctedSkew !== undefined) {
    const message = `${request} ${last.description}, even with a corrected timestamp; ${correctedSkew}: synchronize it (NTP), or check whether the key is valid`;
    return new CalypsoRejectedError(message, { ...context, code: "clock_skew" });
  }
  return new CalypsoRejectedError(`${request} ${last.description}: ${refusalAdvice(last.code)}`, {
    ...context,
    code: last.code,
    retryable: last.code === "rate_limited",
  });
}

function refusalAdvice(code: CalypsoRejectedErrorCode): string {
  if (code === "unauthorized") return "check publicKey, secretKey, account, and the key's permissions";
  if (code === "not_found") return "check baseUrl and the id";
  if (code === "rate_limited") return "too many requests, try again later";
  return "check publicKey, secretKey, account and the payload; responseText may say more";
}
