import { createHmac, randomUUID } from "node:crypto";
import { createCalypsoClient } from "@calypso-commerce/core";
import { query } from "@calypso-commerce/testkit/postgres";
import type { Stack } from "@calypso-commerce/tools/stack/stack";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestStack } from "../support/start-test-stack.ts";

let stack: Stack;
let keys: { publicKey: string; secretKey: string };

beforeAll(async () => {
  stack = await startTestStack("forged-webhooks");
  const client = createCalypsoClient({
    baseUrl: stack.emulator.url,
    publicKey: stack.emulator.publicKey,
    secretKey: stack.emulator.secretKey,
    account: stack.emulator.account,
  });
  const [subscription] = (await client.webhook.list()).subscriptions;
  if (!subscription?.publicKey || !subscription.secretKey) throw new Error("the stack has no webhook subscription");
  keys = { publicKey: subscription.publicKey, secretKey: subscription.secretKey };
});

afterAll(() => stack?.stop());

const body = JSON.stringify({
  requestId: randomUUID(),
  id: 1,
  createdDate: "2026-11-21T10:00:00.000",
  level: "SUCCESS",
  service: "INVOICE",
  eventType: "INVOICE_PAID",
  data: {
    type: "INVOICE_PAID",
    amount: 1.5,
    currency: "USDT_TRX",
    parentExternalId: randomUUID(),
    idempotencyKey: randomUUID(),
  },
});

const signOf = (text: string) => createHmac("sha512", keys.secretKey).update(text).digest("hex");

/** The text with one character replaced by a digit. */
const altered = (text: string, index: number) =>
  text.slice(0, index) + (text[index] === "1" ? "2" : "1") + text.slice(index + 1);

async function toRelay(text: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(`${stack.relay.url}/v1/webhooks/demo`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** Number of events in the mailbox, in any state. */
async function inMailbox(): Promise<number> {
  const lists = ["pending", "dead", "delivered"].map(async (status) => {
    const answer = await fetch(`${stack.relay.url}/v1/stores/demo/deliveries?status=${status}`, {
      headers: { authorization: `Bearer ${stack.relay.adminToken}` },
    });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { deliveries: unknown[] }).deliveries.length;
  });
  return (await Promise.all(lists)).reduce((sum, count) => sum + count, 0);
}

/** Number of rows in each table of the plugin. */
async function ledgerRows(): Promise<Record<string, number>> {
  const tables = await query<{ name: string }>(
    stack.databaseUrl,
    "select table_name as name from information_schema.tables where table_name like 'calypso%' order by 1",
  );
  expect(tables.length).toBeGreaterThan(0);
  const counts = tables.map(async ({ name }) => {
    const [row] = await query<{ count: string }>(stack.databaseUrl, `select count(*) from "${name}"`);
    return [name, Number(row?.count)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

test("the store refuses a delivery with a wrong signature and stores nothing", async () => {
  const text = JSON.stringify({ type: "invoice.paid", timestamp: new Date().toISOString(), data: {} });
  const id = `msg_${randomUUID()}`;
  const now = new Date();
  const foreign = new Webhook(Buffer.alloc(32, 7).toString("base64")).sign(id, now, text);
  const before = await ledgerRows();
  for (const signature of [foreign, "", "v1,", `v1,${Buffer.alloc(32).toString("base64")}`]) {
    const answer = await fetch(`${stack.store.url}/hooks/calypso`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": `${Math.floor(now.getTime() / 1000)}`,
        "webhook-signature": signature,
      },
      body: text,
    });
    expect(answer.status).toBe(401);
  }
  expect(await ledgerRows()).toEqual(before);
});

test("the relay refuses an altered body, Sign or Key and stores nothing", async () => {
  const sign = signOf(body);
  const forgeries: [string, Record<string, string>][] = [
    ...[0, 30, body.length - 2].map((at): [string, Record<string, string>] => [
      altered(body, at),
      { Key: keys.publicKey, Sign: sign },
    ]),
    ...[0, 64, 127].map((at): [string, Record<string, string>] => [
      body,
      { Key: keys.publicKey, Sign: altered(sign, at) },
    ]),
    ...[0, keys.publicKey.length - 1].map((at): [string, Record<string, string>] => [
      body,
      { Key: altered(keys.publicKey, at), Sign: sign },
    ]),
    [body, { Key: keys.publicKey }],
    [body, { Sign: sign }],
    [body, {}],
  ];
  const before = await ledgerRows();
  for (const [text, headers] of forgeries) expect(await toRelay(text, headers)).toBe(401);
  expect(await inMailbox()).toBe(0);
  expect(await ledgerRows()).toEqual(before);

  // Unaltered, the same message is accepted.
  expect(await toRelay(body, { Key: keys.publicKey, Sign: sign })).toBe(202);
  expect(await inMailbox()).toBe(1);
});
