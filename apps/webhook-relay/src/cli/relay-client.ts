import { RelayError, RelaySettingError } from "../errors.ts";

export interface RelayClient {
  /** Without a slash at its end. */
  readonly url: string;
  /** Calls the operator's API; answers the JSON, or `undefined` for an empty answer. @throws {RelayError} */
  // biome-ignore lint/suspicious/noExplicitAny: it is printed as it comes, or read for one field.
  call(method: string, path: string, body?: unknown): Promise<any>;
}

const TIMEOUT_MS = 30_000;

/** @throws {RelaySettingError} for a URL or token that won't do. */
export function createRelayClient(relayUrl: string | undefined, token: string | undefined): RelayClient {
  const url = relayUrl === undefined || !URL.canParse(relayUrl) ? undefined : new URL(relayUrl);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new RelaySettingError("RELAY_URL", "must be the relay's address, for example https://relay.example.com.");
  }
  if (token === undefined || token.trim() === "") {
    throw new RelaySettingError("RELAY_ADMIN_TOKEN", "is blank: set it in the environment to the relay's token.");
  }
  const base = url.href.replace(/\/+$/, "");
  return {
    url: base,
    async call(method, path, body) {
      let response: Response;
      try {
        response = await fetch(base + path, {
          method,
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          redirect: "error",
          signal: AbortSignal.timeout(TIMEOUT_MS),
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      } catch (cause) {
        throw new RelayError("relay_unreachable", `the relay at ${base} doesn't answer`, { retryable: true, cause });
      }
      const text = await response.text();
      if (response.ok) return text === "" ? undefined : JSON.parse(text);
      throw new RelayError("relay_refused", `${method} ${path}: ${response.status} ${reasonOf(text)}`);
    },
  };
}

function reasonOf(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: unknown }).message ?? "");
  } catch {
    return text.slice(0, 200);
  }
}
