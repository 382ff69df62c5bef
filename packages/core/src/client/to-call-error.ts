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
  const reason = refusalReason(responseText);
  const advice = refusalAdvice(last.code);
  // Of refused credentials the vendor's words don't say where to look.
  const said = last.code === "unauthorized" ? `${advice} (Calypso says "${reason}")` : `Calypso says "${reason}"`;
  const why = reason === undefined ? advice : said;
  return new CalypsoRejectedError(`${request} ${last.description}: ${why}`, {
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

/**
 * The vendor's own reason, if its answer has a short one that can't hold a secret, an address or a key: words of at most 20
 * letters, short numbers and punctuation. The error body isn't documented; `message` and `error` are what servers usually send.
 */
function refusalReason(responseText: string | undefined): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(responseText ?? "");
  } catch {
    return undefined;
  }
  if (typeof body !== "object" || body === null) return undefined;
  const { message, error } = body as { message?: unknown; error?: unknown };
  const nested = typeof error === "object" && error !== null ? (error as { message?: unknown }).message : error;
  const reason = [message, nested].find((text): text is string => typeof text === "string" && text.trim() !== "");
  if (reason === undefined || reason.length > 200) return undefined;
  return /[^\p{L}\p{N} .,:;'()%/_-]|[\p{L}\p{N}_-]{24,}/u.test(reason) ? undefined : reason.trim();
}
