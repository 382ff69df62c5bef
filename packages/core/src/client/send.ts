import { sign } from "../crypto/sign.ts";
import { CalypsoRejectedError, CalypsoUnknownOutcomeError } from "../errors.ts";
import { decodeMessage } from "../messages/decode-message.ts";
import type { Operation } from "../operations/operation.ts";
import type { Clock } from "./clock.ts";
import type { ClientSettings } from "./options.ts";

const LONGEST_DELAY_MS = 5_000;
const LONGEST_RETRY_AFTER_MS = 10_000;

export interface PreparedCall {
  name: string;
  operation: Operation;
  path: string;
  idempotencyKey: string | undefined;
  /** JSON text of the body for a timestamp. */
  body: (timestamp: number) => string;
  signal: AbortSignal | undefined;
}

/** An attempt whose effect nobody knows, or that was refused. */
interface Trouble {
  kind: "lost" | "refused";
  code: string;
  what: string;
  status?: number;
  responseText?: string;
  retryAfterMs?: number;
  repeatable: boolean;
  cause?: unknown;
}

/**
 * Sends one signed request, repeating it where that is safe: after a lost answer only what the API takes once (or what
 * changes nothing), after a refusal for being too many anything.
 *
 * @throws {CalypsoRejectedError | CalypsoUnknownOutcomeError}
 */
export async function send(call: PreparedCall, settings: ClientSettings, clock: Clock): Promise<unknown> {
  const isRepeatable = call.operation.effect !== "once";
  let attempts = 0;
  let lost: Trouble | undefined;
  let corrected = false;

  for (;;) {
    attempts++;
    const answer = await attempt(call, settings, clock);
    if (!("kind" in answer)) return answer.value;

    if (answer.kind === "refused" && !corrected && answer.status !== 429 && clock.correct()) {
      // A refusal had no effect, so that even what may not be repeated can be sent with a better timestamp.
      corrected = true;
      continue;
    }
    if (answer.kind === "lost") lost = answer;
    const mayRepeat = answer.repeatable && (answer.kind === "refused" || isRepeatable);
    if (!mayRepeat || attempts > settings.retries || call.signal?.aborted) {
      throw failure(call, answer, lost, attempts, corrected, clock);
    }
    await pause(delayMs(attempts, settings.retryDelayMs, answer.retryAfterMs), call.signal);
  }
}

async function attempt(
  call: PreparedCall,
  settings: ClientSettings,
  clock: Clock,
): Promise<Trouble | { value: unknown }> {
  const body = call.body(clock.timestamp());
  const signature = await sign(body, settings.secretKey);
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await settings.fetch(settings.baseUrl + call.path, {
      method: call.operation.method,
      headers: {
        Key: settings.publicKey,
        Sign: signature,
        "Content-Type": "application/json",
        Accept: "application/json",
      },
      body,
      // A signed request goes where it was signed for, and nowhere else.
      redirect: "manual",
      signal: call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]),
    });
    clock.observe(response.headers);
    text = await response.text();
  } catch (cause) {
    if (call.signal?.aborted) return { kind: "lost", code: "aborted", what: "was aborted", repeatable: false, cause };
    if (timeout.aborted) {
      const what = `got no answer within ${settings.timeoutMs} ms`;
      return { kind: "lost", code: "timeout", what, repeatable: true, cause };
    }
    return { kind: "lost", code: "connection_lost", what: "lost its connection", repeatable: true, cause };
  }

  const { status } = response;
  if (response.ok) {
    const { response: schema } = call.operation;
    if (schema === undefined) return { value: undefined };
    try {
      return { value: decodeMessage(schema, text, "answer") };
    } catch (cause) {
      const what = `got an answer that cannot be read (${cause instanceof Error ? cause.message : "no reason"})`;
      return { kind: "lost", code: "unreadable_answer", what, status, responseText: text, repeatable: true, cause };
    }
  }
  const retryAfterMs = readRetryAfter(response.headers, settings.now());
  const common = { status, responseText: text, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status >= 400 && status < 500) {
    const what = `was refused with ${status}`;
    return { kind: "refused", code: refusalCode(status), what, repeatable: status === 429, ...common };
  }
  if (status >= 500) {
    return { kind: "lost", code: "server_error", what: `was answered with ${status}`, repeatable: true, ...common };
  }
  const what = `was answered with a redirect (${status || "opaque"}), which signed requests don't follow: check baseUrl`;
  return { kind: "lost", code: "redirected", what, repeatable: false, ...common };
}

function refusalCode(status: number): string {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404) return "not_found";
  return status === 429 ? "rate_limited" : "rejected";
}

function failure(
  call: PreparedCall,
  last: Trouble,
  lost: Trouble | undefined,
  attempts: number,
  corrected: boolean,
  clock: Clock,
): CalypsoRejectedError | CalypsoUnknownOutcomeError {
  const { name, path, idempotencyKey, operation } = call;
  const { status, responseText, cause } = last;
  const context = { operation: name, path, status, attempts, idempotencyKey, responseText, cause };
  const request = `${operation.method} ${path}`;

  if (last.kind === "refused" && (lost === undefined || operation.effect === "read")) {
    if (corrected) {
      const message = `${request} ${last.what}, also with a corrected timestamp; ${clock.describeSkew()}: set it by NTP, or see whether the key is valid`;
      return new CalypsoRejectedError(message, { ...context, code: "clock_skew" });
    }
    const advice = refusalAdvice(last.code);
    return new CalypsoRejectedError(`${request} ${last.what}: ${advice}`, {
      ...context,
      code: last.code,
      retryable: last.code === "rate_limited",
    });
  }
  if (last.kind === "refused") {
    const message = `${request} ${lost?.what ?? "was lost"}, and its repetition ${last.what}, perhaps because the first one had worked: read the object by its key`;
    return new CalypsoUnknownOutcomeError(message, { ...context, code: "ambiguous_rejection", retryable: false });
  }
  const advice = operation.effect === "read" ? "try again later" : "it may have worked: read the object by its key";
  return new CalypsoUnknownOutcomeError(`${request} ${last.what}: ${advice}`, {
    ...context,
    code: last.code,
    retryable: operation.effect !== "once" && last.repeatable,
  });
}

function refusalAdvice(code: string): string {
  if (code === "unauthorized") return "check publicKey, secretKey, account, and what the key may do";
  if (code === "not_found") return "check baseUrl and the id";
  if (code === "rate_limited") return "too many requests, try again later";
  return "check publicKey, secretKey, account and the payload; responseText may say more";
}

function readRetryAfter(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), LONGEST_RETRY_AFTER_MS);
}

function delayMs(attempts: number, firstMs: number, retryAfterMs: number | undefined): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  // Full jitter over the upper half: callers that failed together don't return together.
  return Math.min(firstMs * 2 ** (attempts - 1), LONGEST_DELAY_MS) * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}
