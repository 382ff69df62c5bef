import { assertSecret } from "../crypto/sign.ts";
import { CalypsoArgumentError } from "../errors.ts";

export const DEFAULT_BASE_URL = "https://api.calypso.finance";

export interface CalypsoClientOptions {
  /** Public API key, sent as the `Key` header. */
  publicKey: string;
  /** Secret API key. It signs requests and is never sent. */
  secretKey: string;
  /** Id of the merchant account that requests are made for. */
  account: string;
  /** `https`, or `http` for development. @default "https://api.calypso.finance" */
  baseUrl?: string;
  /** How long to wait for one answer, in milliseconds; each repetition has as long again. @default 15000 */
  timeoutMs?: number;
  /** How often a repeatable request is repeated; 0 for never. @default 2 */
  retries?: number;
  /** Pause before the first repetition, in milliseconds. It doubles each time, with jitter, up to 5 s. @default 250 */
  retryDelayMs?: number;
  /** @default the global fetch */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
}

export interface ClientSettings extends Required<CalypsoClientOptions> {}

/** @throws {CalypsoArgumentError} naming the invalid option; codes `invalid_option`, `blank_secret`. */
export function readOptions(options: CalypsoClientOptions): ClientSettings {
  assertText(options.publicKey, "publicKey");
  assertSecret(options.secretKey);
  assertText(options.account, "account");
  const baseUrl = readBaseUrl(options.baseUrl ?? DEFAULT_BASE_URL);
  return {
    publicKey: options.publicKey,
    secretKey: options.secretKey,
    account: options.account,
    baseUrl,
    timeoutMs: readCount(options.timeoutMs ?? 15_000, "timeoutMs", 1),
    retries: readCount(options.retries ?? 2, "retries", 0),
    retryDelayMs: readCount(options.retryDelayMs ?? 250, "retryDelayMs", 0),
    // Looked up at each call, and called without a receiver, as browsers and Workers require.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now: options.now ?? Date.now,
  };
}

function invalid(name: string, expected: string): CalypsoArgumentError {
  return new CalypsoArgumentError(`option ${name} must be ${expected}`, { code: "invalid_option", path: name });
}

function assertText(value: unknown, name: string): void {
  if (typeof value !== "string" || value.trim() === "") throw invalid(name, "text that is not blank");
}

function readCount(value: number, name: string, least: number): number {
  if (!Number.isSafeInteger(value) || value < least) throw invalid(name, `a whole number of at least ${least}`);
  return value;
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw invalid("baseUrl", "an http or https URL without query, such as https://api.calypso.finance");
  }
  if (url.username !== "" || url.password !== "") throw invalid("baseUrl", "a URL without user name and password");
  return url.href.replace(/\/+$/, "");
}
