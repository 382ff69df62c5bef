import { symbolOf, tokenStandard } from "./currency-code.ts";

/**
 * What is known of the money, as the shop's server says it:
 * `waiting` nothing seen, `detected` seen but not confirmed, `held` the sender is being checked, `underpaid` and
 * `overpaid` compared with the amount due, `settled` paid in full, `expired` the time to pay is over, `late` money came
 * after that, `declined` refused by compliance, `unknown` a word that this version doesn't know.
 */
export type Outcome = (typeof outcomes)[number];

const outcomes = [
  "waiting",
  "detected",
  "held",
  "underpaid",
  "overpaid",
  "settled",
  "expired",
  "late",
  "declined",
  "unknown",
] as const;

/** How the shopper pays: to an address shown in the shop, or on the vendor's hosted page. */
export type Flow = "invoice" | "widget";

/** A payment session as the storefront may see it. Amounts are decimal strings, never numbers. */
export interface Payment {
  flow: Flow;
  outcome: Outcome;
  fiatAmount?: string;
  /** ISO 4217, upper case. */
  fiatCurrency?: string;
  cryptoAmount?: string;
  /** The vendor's code, `USDT_TRX` for instance. */
  cryptoCurrency?: string;
  /** What amounts are shown with, `USDT` for instance. */
  symbol?: string;
  /** Name of the network: `Tron`, `Ethereum`. */
  network?: string;
  /** `TRC-20` for instance; undefined for a network's own coin, and where it isn't known. */
  tokenStandard?: string;
  address?: string;
  /** What a wallet opens: a `bitcoin:`, `ethereum:` or similar address with the amount still due. */
  paymentUri?: string;
  receivedAmount?: string;
  /** Still due when less than the amount came. */
  remainingAmount?: string;
  /** The vendor's hosted page. */
  payUrl?: string;
  /** Epoch milliseconds, by the clock of whoever asked where the shop's time is known. */
  expiresAtMs?: number;
}

/** A payment session of the shop. */
export interface PaymentSession {
  id: string;
  payment: Payment;
}

/** Something to pay with. */
export interface CryptoCurrency {
  /** The vendor's code, `USDT_TRX` for instance. */
  code: string;
  /** The coin, `USDT` for instance. */
  symbol: string;
  /** `Tether` for instance. */
  name: string;
  /** `TRON` for instance. */
  network: string;
  /** `TRC-20` for instance; undefined for a network's own coin. */
  tokenStandard?: string;
}

/**
 * Reads a payment from the shop's answer or a session's `data`; what is missing or of another type is left out.
 *
 * @param data Untrusted: `pay_url` and `payment_uri` that a browser would run as code are dropped.
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
    payUrl: webUrl(text("pay_url")),
    expiresAtMs: time(text("expires_at")),
  });
}

/** Reads the list of currencies; entries without a code are skipped. */
export function parseCurrencies(answer: unknown): CryptoCurrency[] {
  const list = (answer as { currencies?: unknown } | null)?.currencies;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry): CryptoCurrency[] => {
    const text = textReader(entry);
    const code = text("code");
    if (!code) return [];
    const symbol = text("symbol") ?? symbolOf(code);
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

/** Epoch milliseconds; undefined for what is no date. */
export function time(text: string | undefined): number | undefined {
  if (!text) return undefined;
  // The vendor's dates without an offset mean UTC.
  const ms = Date.parse(/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<T>;
}
