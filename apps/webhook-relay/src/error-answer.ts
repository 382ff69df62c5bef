interface ErrorKind {
  status: 400 | 401 | 404 | 405 | 413 | 429 | 500 | 503;
  retryAfterSeconds?: number;
}

/** Every error that the relay answers, by its stable code. docs/relay-api.md describes them. */
export const errorKinds = {
  invalid_event: { status: 400 },
  invalid_request: { status: 400 },
  invalid_signature: { status: 401 },
  unauthorized: { status: 401 },
  tenant_not_found: { status: 404 },
  key_not_found: { status: 404 },
  route_not_found: { status: 404 },
  method_not_allowed: { status: 405 },
  body_too_large: { status: 413 },
  // As long as the period of the rate limit in wrangler.jsonc.
  too_many_bad_signatures: { status: 429, retryAfterSeconds: 60 },
  internal_error: { status: 500 },
  not_stored: { status: 503, retryAfterSeconds: 30 },
  unavailable: { status: 503, retryAfterSeconds: 30 },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;

/** An error as the relay answers it: `{"code", "message"}`, with `Retry-After` where the same request may succeed later. */
export function errorAnswer(code: ErrorCode, message: string, headers: Record<string, string> = {}): Response {
  const { status, retryAfterSeconds }: ErrorKind = errorKinds[code];
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  return Response.json({ code, message }, { status, headers });
}
