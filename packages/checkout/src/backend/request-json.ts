import { CheckoutError } from "./checkout-error.ts";

export interface RequestOptions {
  /** @default "GET" */
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  /** @default 20000 */
  timeoutMs?: number;
  /** @default the global fetch */
  fetch?: typeof fetch;
}

/**
 * Sends one request and parses the JSON answer.
 *
 * @throws CheckoutError if there is no answer, the status is not 2xx, or the body isn't JSON. An abort by the caller's
 * signal is rethrown as it is.
 */
export async function requestJson(url: string, options: RequestOptions = {}): Promise<unknown> {
  const { method = "GET", body, signal, timeoutMs = 20_000, fetch = globalThis.fetch } = options;
  const where = `${method} ${new URL(url).pathname}`;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: "application/json",
        ...(body !== undefined && { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw new CheckoutError("slow", `${where} took more than ${timeoutMs} ms`, { cause });
    throw new CheckoutError("network", `${where} got no answer: check the connection and the store's STORE_CORS`, {
      cause,
    });
  }
  if (!response.ok) throw statusError(where, response, text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CheckoutError("malformed", `${where} returned a body that isn't JSON`, { cause });
  }
}

function statusError(where: string, response: Response, text: string): CheckoutError {
  const { status } = response;
  const message = `${where} answered ${status}: ${reasonIn(text)}`;
  if (status === 404) return new CheckoutError("not_found", message);
  // Medusa answers 409 while another request completes the same cart.
  if (status < 500 && status !== 429 && status !== 409) return new CheckoutError("refused", message);
  if (status === 504) return new CheckoutError("slow", message);
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new CheckoutError("server", message, seconds > 0 ? { retryAfterMs: seconds * 1000 } : {});
}

/** The store's own message, at most 200 characters of it. */
function reasonIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    if (typeof message === "string") return message.slice(0, 200);
  } catch {
    // Not JSON, such as a proxy's error page.
  }
  return "no reason given";
}
