import { randomUUID } from "node:crypto";
import { createCalypsoClient } from "@calypso-commerce/core";
import { createTestEvent } from "@calypso-commerce/core/testing";
import { createEmulator, type Emulator } from "@calypso-commerce/emulator";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeBlock } from "../support/code-blocks.ts";
import { runTypescript } from "../support/run-typescript.ts";

const README = "packages/core/README.md";
const calls = codeBlock(README, "createCalypsoClient");
const lists = codeBlock(README, "for await");
const webhooks = codeBlock(README, "constructEvent");

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.002, autoPayouts: false });
});
afterAll(() => emulator?.close());

/** What the example assumes: credentials, an idempotency key, and Calypso at its usual address. */
const before = `
const { publicKey, secretKey, account, idempotencyKey, EMULATOR = "" } = process.env as Record<string, string>;
if (!publicKey || !secretKey || !account || !idempotencyKey) throw new Error("the test sets too few variables");
const globalFetch = globalThis.fetch;
globalThis.fetch = (input, init) => globalFetch(String(input).replace("https://api.calypso.finance", EMULATOR), init);
`;

function variables(idempotencyKey: string) {
  const { publicKey, secretKey, account, url } = emulator;
  return { publicKey, secretKey, account, idempotencyKey, EMULATOR: url };
}

test("the first example creates an invoice and reads its outcome", async () => {
  const idempotencyKey = randomUUID();
  const after = "\nconsole.log(JSON.stringify({ invoice, outcome, inFull, remaining }));";
  const printed = await runTypescript("core-calls", before + calls + after, variables(idempotencyKey));
  const { invoice, ...rest } = JSON.parse(printed);
  expect(invoice).toMatchObject({ idempotencyKey, fiatAmount: "49.9", fiatCurrency: "EUR", state: "PENDING_PAYMENT" });
  expect(rest).toEqual({ outcome: "waiting", inFull: false, remaining: invoice.amount });
});

test("the list example finds failed payouts", async () => {
  const { publicKey, secretKey, account, url: baseUrl } = emulator;
  const client = createCalypsoClient({ publicKey, secretKey, account, baseUrl });
  const control = createJsonApi(emulator.url);
  await control.post("/_emulator/account/top-up", { currency: "USDT_TRX", amount: "100" });
  const payout = await client.payout.create({
    depositAddress: "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX",
    amount: "10",
    currency: "USDT_TRX",
    idempotencyKey: randomUUID(),
  });
  await control.post(`/_emulator/payouts/${payout.id}/fail`);
  expect(await runTypescript("core-lists", `${before}${calls}${lists}`, variables(randomUUID()))).toBe(
    `${payout.id}\n`,
  );
});

test("the webhook example reads known and unknown events and refuses altered ones", async () => {
  const key = { publicKey: "subscription", secretKey: "its secret" };
  const paid = await createTestEvent({ type: "INVOICE_PAID", data: { realAmount: "12.000000000000000001" } }, key);
  const unknown = await createTestEvent({ type: "INVOICE_SUNG_TO" }, key);
  const given = `
    import { constructEvent } from "@calypso-commerce/core";
    const { rawBody = "", headers = "", key = "" } = process.env as Record<string, string>;
    const request = { headers: JSON.parse(headers) as Record<string, string> };
    const keys = [JSON.parse(key) as { publicKey: string; secretKey: string }];`;
  const read = ({ body, headers }: typeof paid) =>
    runTypescript("core-webhooks", `${given}\n${webhooks}`, {
      rawBody: body,
      headers: JSON.stringify(headers),
      key: JSON.stringify(key),
    });
  expect(await read(paid)).toBe("12.000000000000000001\n");
  expect(await read(unknown)).toBe("INVOICE_SUNG_TO\n");
  await expect(read({ ...paid, body: `${paid.body} ` })).rejects.toThrow("signature_mismatch");
});
