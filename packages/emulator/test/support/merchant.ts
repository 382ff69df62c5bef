import { createHmac, randomUUID } from "node:crypto";
import type { Emulator } from "../../src/index.ts";

export interface Answer {
  readonly status: number;
  /** The body as received. */
  readonly text: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  readonly json: any;
}

export interface RawRequest {
  readonly method?: "POST" | "DELETE";
  readonly headers?: Record<string, string>;
}

/** Reads an answer and its JSON, if any. */
async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : undefined;
  return { status: response.status, text, headers: response.headers, json };
}

export function hmac(body: string, secretKey: string): string {
  return createHmac("sha512", secretKey).update(body, "utf8").digest("hex");
}

/** A merchant's server: signs with node:crypto and sends exactly the string that it signed. */
export function createMerchant(emulator: Pick<Emulator, "url" | "publicKey" | "secretKey" | "account">) {
  const { url, publicKey, secretKey, account } = emulator;

  const sendText = async (path: string, body: string, { method = "POST", headers = {} }: RawRequest = {}) =>
    read(
      await fetch(`${url}/api/v1${path}`, {
        method,
        body,
        headers: { "content-type": "application/json", Key: publicKey, Sign: hmac(body, secretKey), ...headers },
      }),
    );

  const call = (path: string, payload?: unknown, request?: RawRequest) =>
    sendText(path, JSON.stringify({ account, timestamp: Date.now(), payload }), request);

  return {
    sendText,
    call,
    /** Calls and expects success. */
    async ok(path: string, payload?: unknown, request?: RawRequest) {
      const answer = await call(path, payload, request);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.json;
    },
    /** A command of the control API. */
    async control(path: string, body: unknown = {}) {
      const headers = { "content-type": "application/json" };
      return read(await fetch(`${url}/_emulator${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
    },
    async look(path: string) {
      return read(await fetch(`${url}${path}`));
    },
    /** The account's balance of a currency, with its exact digits. */
    async balance(currency: string): Promise<string | undefined> {
      const { text } = await call("/account");
      return new RegExp(`"currency":"${currency}","amount":([\\d.]+)`).exec(text)?.[1];
    },
    /** A payout of 10 USDT. */
    newPayout(fields: Record<string, unknown> = {}) {
      const depositAddress = "0xf127e5b7666f51aa346f374213113298014f5969";
      const payout = { depositAddress, amount: 10, currency: "USDT", idempotencyKey: randomUUID(), ...fields };
      return this.ok("/payout/create", payout);
    },
    /** A single-fiat widget over 100.00 EUR. */
    newWidget(cryptoCurrencies?: string[], fields: Record<string, unknown> = {}) {
      return this.ok("/payment-widget/single-fiat/create", {
        fiatAmount: 100,
        fiatCurrency: "EUR",
        description: "Poster",
        cryptoCurrencies,
        idempotencyKey: randomUUID(),
        ...fields,
      });
    },
    /** A single-fiat invoice over 25.00 EUR in USDC. */
    newInvoice(fields: Record<string, unknown> = {}) {
      return this.ok("/invoice/single-fiat/create", {
        currency: "USDC",
        fiatAmount: 25,
        fiatCurrency: "EUR",
        description: "Two mugs",
        idempotencyKey: randomUUID(),
        ...fields,
      });
    },
  };
}

export type Merchant = ReturnType<typeof createMerchant>;
