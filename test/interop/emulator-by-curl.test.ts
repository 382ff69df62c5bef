import { randomUUID } from "node:crypto";
import { createEmulator } from "@calypso-commerce/emulator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bash, hasCommand } from "../support/bash.ts";

/**
 * Requests as in the vendor's guides: curl with `--location --request --header --data-raw` and a body over several lines.
 * OpenSSL signs the text that curl sends.
 */
const functions = `
call() {
  sign=$(printf %s "$3" | openssl dgst -sha512 -hmac "$SECRET" | sed 's/^.* //')
  curl --silent --show-error --location --request "$1" "$URL/api/v1$2" \\
    --header "Key: $KEY" \\
    --header "Sign: $sign" \\
    --header 'Content-Type: application/json' \\
    --write-out '\\n%{http_code}' \\
    --data-raw "$3"
}`;

let emulator: Awaited<ReturnType<typeof createEmulator>>;
beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.002 });
});
afterAll(() => emulator?.close());

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
async function call(method: string, path: string, body: string, secret = emulator.secretKey): Promise<[number, any]> {
  const output = await bash(`${functions}\ncall "$METHOD" "$CALL_PATH" "$BODY"`, {
    URL: emulator.url,
    KEY: emulator.publicKey,
    SECRET: secret,
    METHOD: method,
    CALL_PATH: path,
    BODY: body,
  });
  const at = output.lastIndexOf("\n");
  const text = output.slice(0, at);
  return [Number(output.slice(at + 1)), text === "" ? undefined : JSON.parse(text)];
}

const message = (payload: string) => `
{
  "timestamp": ${Date.now()},
  "account": "${emulator.account}",
  "payload": ${payload}
}`;

const present = hasCommand("curl") && hasCommand("openssl", "version");

describe.skipIf(!present)("the emulator called by curl", () => {
  test("creates an invoice and finds it by id and idempotency key", async () => {
    const key = randomUUID();
    const [status, invoice] = await call(
      "POST",
      "/invoice/single-fiat/create",
      message(`{
        "currency": "USDC",
        "description": "Tea for two, ☕ × 2",
        "idempotencyKey": "${key}",
        "fiatAmount": 1250.50,
        "fiatCurrency": "EUR"
    }`),
    );
    expect(status).toBe(200);
    expect(invoice).toMatchObject({ idempotencyKey: key, state: "PENDING_PAYMENT", fiatAmount: 1250.5 });
    for (const payload of [`{ "id": "${invoice.id}" }`, `{ "idempotencyKey": "${key}" }`]) {
      expect(await call("POST", "/invoice", message(payload))).toMatchObject([200, { id: invoice.id }]);
    }
  });

  test("creates, lists and deletes a webhook subscription", async () => {
    const requestId = randomUUID();
    const [status, made] = await call(
      "POST",
      "/subscription/webhook/create",
      message(`{
    "notificationEventTypes": [
      "INVOICE_PAID",
      "INVOICE_PENDING_INTERVENTION"
    ],
    "requestId": "${requestId}",
    "url": "https://shop.example/webhooks"
  }`),
    );
    expect([status, made.requestId]).toEqual([200, requestId]);
    const list = `{"account":"${emulator.account}","timestamp":${Date.now()}}`;
    expect(await call("POST", "/subscription/webhook", list)).toMatchObject([200, { subscriptions: [{ requestId }] }]);
    const [deleted] = await call("DELETE", "/subscription/webhook", message(`{ "requestId": "${requestId}" }`));
    expect(deleted).toBe(200);
    expect(await call("POST", "/subscription/webhook", list)).toEqual([200, { subscriptions: [] }]);
  });

  test("creates a customer", async () => {
    const [status, customer] = await call(
      "POST",
      "/customer-purse/customer/create",
      message(`{
    "email": "ada@example.com",
    "description": "A regular"
  }`),
    );
    expect(status).toBe(200);
    expect(customer).toMatchObject({ email: "ada@example.com", blocked: false });
  });

  test("refuses a wrong signature, an old timestamp and an altered body", async () => {
    expect((await call("POST", "/account", message("{}"), "another secret"))[0]).toBe(401);
    const old = `{"account":"${emulator.account}","timestamp":${Date.now() - 4 * 60_000}}`;
    expect((await call("POST", "/subscription/webhook", old))[0]).toBe(400);
    // Unlike --data-raw, --data removes line breaks after the body was signed.
    const changed = await bash(
      `sign=$(printf '{\\n}' | openssl dgst -sha512 -hmac "$SECRET" | sed 's/^.* //')
       printf '{\\n}' > "$FILE"
       curl --silent --output /dev/null --write-out '%{http_code}' "$URL/api/v1/account" \\
         --header "Key: $KEY" --header "Sign: $sign" --data "@$FILE"; rm "$FILE"`,
      {
        URL: emulator.url,
        KEY: emulator.publicKey,
        SECRET: emulator.secretKey,
        FILE: `/tmp/${randomUUID()}.json`,
      },
    );
    expect(changed).toBe("401");
  });
});
