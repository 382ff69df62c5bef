import { sign } from "../crypto/sign.ts";
import type { CalypsoRejectedErrorCode, CalypsoUnknownOutcomeErrorCode } from "../errors.ts";
import { decodeMessage } from "../messages/decode-message.ts";
import type { Operation } from "../operations/operation.ts";
import type { ClientSettings } from "./calypso-client-options.ts";
import type { Clock } from "./clock.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";

export interface PreparedCall {
  name: string;
  operation: Operation;
  path: string;
  idempotencyKey: string | undefined;
  /** JSON text of the body for a timestamp. */
  body: (timestamp: number) => string;
  signal: AbortSignal | undefined;
}

interface Problem {
  /** Completes a sentence that begins with the request, for example `was refused with 400`. */
  description: string;
  status?: number;
  responseText?: string;
  retryAfterMs?: number | undefined;
  /** Whether a repetition may succeed. Whether it is safe depends on the operation. */
  isTransient: boolean;
  cause?: unknown;
}

/** An attempt whose effect is unknown. */
export interface LostAttempt extends Problem {
  kind: "lost";
  code: CalypsoUnknownOutcomeErrorCode;
}

/** An attempt that had no effect. */
export interface RefusedAttempt extends Problem {
  kind: "refused";
  code: CalypsoRejectedErrorCode;
}

export type Attempt = { kind: "answered"; value: unknown } | LostAttempt | RefusedAttempt;

/** Sends one signed request. */
export async function attempt(call: PreparedCall, settings: ClientSettings, clock: Clock): Promise<Attempt> {
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
      // A signed request goes only to the host that it was signed for.
      redirect: "manual",
      signal: call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]),
    });
    clock.observe(response.headers);
    text = await response.text();
  } catch (cause) {
    if (call.signal?.aborted) return lost("aborted", { description: "was aborted", isTransient: false, cause });
    if (timeout.aborted) {
      const description = `got no answer within ${settings.timeoutMs} ms`;
      return lost("timeout", { description, isTransient: true, cause });
    }
    return lost("connection_lost", { description: "lost its connection", isTransient: true, cause });
  }
  return response.ok ? readAnswer(call, response.status, text) : readProblem(response, text, settings.now());
}

const lost = (code: CalypsoUnknownOutcomeErrorCode, problem: Problem): LostAttempt => ({
  kind: "lost",
  code,
  ...problem,
});

function readAnswer({ operation }: PreparedCall, status: number, responseText: string): Attempt {
  if (operation.response === undefined) return { kind: "answered", value: undefined };
  try {
    return { kind: "answered", value: decodeMessage(operation.response, responseText, "answer") };
  } catch (cause) {
    const description = `got an unreadable answer (${cause instanceof Error ? cause.message : "no reason"})`;
    return lost("unreadable_answer", { description, status, responseText, isTransient: true, cause });
  }
}

function readProblem({ status, headers }: Response, responseText: string, nowMs: number): Attempt {
  const common = { status, responseText, retryAfterMs: parseRetryAfter(headers.get("retry-after"), nowMs) };
  if (status >= 400 && status < 500) {
    const description = `was refused with ${status}`;
    return { kind: "refused", code: refusalCode(status), description, isTransient: status === 429, ...common };
  }
  if (status >= 500) {
    return lost("server_error", { description: `was answered with ${status}`, isTransient: true, ...common });
  }
  const description = `was answered with a redirect (${status || "opaque"}), which is not followed: check baseUrl`;
  return lost("redirected", { description, isTransient: false, ...common });
}

function refusalCode(status: number): CalypsoRejectedErrorCode {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404) return "not_found";
  return status === 429 ? "rate_limited" : "rejected";
}
