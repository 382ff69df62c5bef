import { hasVisibleEnds } from "../crypto/sign.ts";

/** The headers as frameworks have them: a `Headers`, or an object of values or lists of values, names in any case. */
export type WebhookHeaders = Pick<Headers, "get"> | HeaderRecord;

type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The single value of a header, trimmed; `undefined` if it is missing, blank, or repeated. */
export function readHeader(headers: WebhookHeaders, name: "Key" | "Sign"): string | undefined {
  const value = isHeaders(headers) ? headers.get(name) : findHeader(headers, name);
  const single = typeof value === "object" && value?.length === 1 ? value[0] : value;
  if (typeof single !== "string") return undefined;
  return hasVisibleEnds(single) ? single : single.trim() || undefined;
}

const isHeaders = (headers: WebhookHeaders): headers is Pick<Headers, "get"> => typeof headers.get === "function";

function findHeader(headers: HeaderRecord, name: "Key" | "Sign"): string | readonly string[] | undefined {
  // Fast path: nearly every framework uses one of these spellings.
  const value = name === "Key" ? (headers.key ?? headers.Key) : (headers.sign ?? headers.Sign);
  if (value !== undefined) return value;
  const lowerCase = name.toLowerCase();
  const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === lowerCase);
  return key === undefined ? undefined : headers[key];
}
