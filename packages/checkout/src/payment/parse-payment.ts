import { currencySymbol, tokenStandard } from "../amounts/currency-symbol.ts";
import { type CryptoCurrency, type Outcome, outcomes, type Payment } from "./payment.ts";

/**
 * Reads a payment from the store's answer or from a session's `data`. Leaves out fields that are missing or of another
 * type.
 *
 * @param data Untrusted: a `pay_url` or `payment_uri` that a browser would run as code is dropped.
 */
export function parsePayment(data: unknown): Payment {
  const text = textReader(data);
  const outcome = text("outcome");
  return withoutUndefined({
    flow: text("flow") === "widget" ? "widget" : "invoice",
    outcome: isOutcome(outcome) ? outcome : "unknown",
    fiatAmount: text("fiat_amount"),
    fiatCurrency: text("fiat_currency")?.toUpperCase(),
    cryptoAmount: text("crypto_amount"),
    cryptoCurrency: text("crypto_currency"),
    symbol: text("symbol"),
    network: text("network"),
    tokenStandard: text("token_standard"),
    address: text("address"),
    paymentUri: safeUri(text("payment_uri")),
    receivedAmount: text("received_amount"),
    remainingAmount: text("remaining_amount"),
    surplusAmount: text("surplus_amount"),
    payUrl: webUrl(text("pay_url")),
    transactionHash: text("transaction_hash"),
    transactionUrl: webUrl(text("transaction_url")),
    paidAtMs: parseTime(text("paid_at")),
    expiresAtMs: parseTime(text("expires_at")),
  });
}

/** Reads the store's list of currencies. Skips entries without a code. */
export function parseCurrencies(answer: unknown): CryptoCurrency[] {
  const list = (answer as { currencies?: unknown } | null)?.currencies;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry): CryptoCurrency[] => {
    const text = textReader(entry);
    const code = text("code");
    if (!code) return [];
    const symbol = text("symbol") ?? currencySymbol(code);
    const network = text("network") ?? symbol;
    return [
      withoutUndefined({
        code,
        symbol,
        name: text("name")?.replace(/ \([^)]*\)$/, "") ?? symbol,
        network,
        tokenStandard: text("token_standard") ?? tokenStandard(code, network),
      }),
    ];
  });
}

function textReader(data: unknown): (key: string) => string | undefined {
  const record = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  return (key) => {
    const value = record[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
}

function isOutcome(text: string | undefined): text is Outcome {
  return (outcomes as readonly (string | undefined)[]).includes(text);
}

function webUrl(text: string | undefined): string | undefined {
  return text && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}

function safeUri(text: string | undefined): string | undefined {
  return text && /^(?!(?:javascript|data|vbscript|blob|file):)[a-z][a-z0-9+.-]*:/i.test(text) ? text : undefined;
}

/** Epoch milliseconds, or undefined if the text isn't a date. */
export function parseTime(text: string | undefined): number | undefined {
  if (!text) return undefined;
  // Calypso's dates without an offset are UTC.
  const ms = Date.parse(/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<T>;
}
