/**
 * How long a `Retry-After` header asks to wait: seconds, or an HTTP date.
 *
 * @returns milliseconds, at least 0; `undefined` if the header is missing or unreadable
 * Source: RFC 9110, 10.2.3.
 */
export function parseRetryAfter(header: string | null | undefined, nowMs = Date.now()): number | undefined {
  if (!header) return undefined;
  const text = header.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.max(waitMs, 0);
}
