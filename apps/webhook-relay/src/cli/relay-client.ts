import { RelayError } from "../errors.ts";

/** A client of the admin API. */
export interface RelayClient {
  /** Without a trailing slash. */
  readonly url: string;
  /** Returns the answer's JSON; `undefined` if it is empty. @throws {RelayError} */
  // biome-ignore lint/suspicious/noExplicitAny: commands print the answer, or read one field of it.
  call(method: string, path: string, body?: unknown): Promise<any>;
}

const TIMEOUT_MS = 30_000;

/** Path of a tenant in the admin API. */
export const storePath = (tenant: string): string => `/v1/stores/${encodeURIComponent(tenant)}`;

/** @param url the relay's base URL, already checked. */
export function createRelayClient(url: string, adminToken: string): RelayClient {
  const base = url.replace(/\/+$/, "");
  return {
    url: base,
    async call(method, path, body) {
      let response: Response;
      try {
        response = await fetch(base + path, {
          method,
          headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
          redirect: "error",
          signal: AbortSignal.timeout(TIMEOUT_MS),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      } catch (cause) {
        throw new RelayError(
          "relay_unreachable",
          `No answer from ${base}: check RELAY_URL and whether the relay runs.`,
          {
            retryable: true,
            cause,
          },
        );
      }
      const text = await response.text();
      if (response.ok) return text === "" ? undefined : JSON.parse(text);
      const { code, message } = parseError(text);
      const remedy = code === "unauthorized" ? " Set RELAY_ADMIN_TOKEN to the relay's own." : "";
      throw new RelayError(code, `${method} ${path}: ${response.status} ${message}${remedy}`);
    },
  };
}

/** Code and message of an error answer, which may also come from a proxy before the relay. */
function parseError(text: string): { code: string; message: string } {
  try {
    const { code, message } = JSON.parse(text) as { code?: unknown; message?: unknown };
    return { code: String(code), message: String(message) };
  } catch {
    return { code: "relay_refused", message: text.slice(0, 200) };
  }
}
