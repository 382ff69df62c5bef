import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCalypsoClient } from "@calypso-commerce/core";
import { createEmulator } from "@calypso-commerce/emulator";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { type RecordingServer, startRecordingServer } from "@calypso-commerce/testkit/recording-server";
import { testResults } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type RelayProcess, startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bash } from "../support/bash.ts";
import { codeBlocks } from "../support/code-blocks.ts";

/** The page's blocks marked `bash`, in their order. */
const blocks = codeBlocks("docs/operations.md")
  .filter(({ language }) => language === "bash")
  .map(({ code }) => code);
const [
  functions = "",
  connecting = "",
  watching = "",
  vendorKeys = "",
  signingSecret = "",
  masterKey = "",
  replaying = "",
  ending = "",
] = blocks;

const { path: work, remove } = tempFolder("operations");
let emulator: Awaited<ReturnType<typeof createEmulator>>;
let relay: RelayProcess;
let shop: RecordingServer;

beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.002 });
  shop = await startRecordingServer({ status: 204 });
  relay = await startRelayProcess({
    stateDir: join(work, "relay"),
    adminToken: randomBytes(24).toString("hex"),
    masterKey: randomBytes(32).toString("base64"),
    logDir: testResults("operations"),
  });
});

afterAll(async () => {
  await relay?.kill();
  await shop?.close();
  await emulator?.close();
  remove();
});

/** Runs a block in a shell that has the page's functions. */
function operate(block: string): Promise<string> {
  return bash(`cd "$WORK"\n${functions}\n${block}`, {
    WORK: work,
    CALYPSO_URL: emulator.url,
    CALYPSO_PUBLIC_KEY: emulator.publicKey,
    CALYPSO_SECRET_KEY: emulator.secretKey,
    CALYPSO_ACCOUNT: emulator.account,
    RELAY_URL: relay.url,
    RELAY_ADMIN_TOKEN: relay.adminToken,
    SHOP_URL: shop.url,
  });
}

const json = (file: string) => JSON.parse(readFileSync(join(work, file), "utf8"));

/** Creates an invoice at the vendor and pays it. @returns the next delivery about it */
async function payInvoice() {
  const before = shop.requests.length;
  const { publicKey, secretKey, account, url: baseUrl } = emulator;
  const { id } = await createCalypsoClient({ publicKey, secretKey, account, baseUrl }).invoice.createSingleFiat({
    idempotencyKey: crypto.randomUUID(),
    description: "Two mugs",
    currency: "USDC",
    fiatAmount: "25",
    fiatCurrency: "EUR",
  });
  await createJsonApi(baseUrl).post(`/_emulator/invoices/${id}/pay`, { instant: true });
  return waitUntil("the relay delivers the payment", () =>
    shop.requests.slice(before).find((request) => request.body.includes(id)),
  );
}

test("the page has exactly the blocks that the tests below run", () => {
  expect(blocks).toHaveLength(8);
  expect(functions).toContain("calypso()");
});

test("connecting: payments arrive, signed with the secret from the relay", async () => {
  await operate(connecting);
  const { body, headers, path } = await payInvoice();
  expect(path).toBe("/hooks/calypso");
  new Webhook(json("registered.json").signingSecret).verify(body, headers);
});

test("watching: each command works", async () => {
  const output = await operate(watching);
  expect(output).toContain('"status":"ok"');
  expect(output).toContain('"oldestPendingAgeMs"');
  expect(output).toContain('"dead":0');
});

test("changing the subscription's keys: payments arrive, the old keys are refused", async () => {
  const old = json("subscription.json");
  await operate(vendorKeys);
  await payInvoice();
  const body = '{"eventType":"INVOICE_PAID","data":{}}';
  const Sign = createHmac("sha512", old.secretKey).update(body).digest("hex");
  const answer = await fetch(`${relay.url}/v1/webhooks/acme`, {
    method: "POST",
    body,
    headers: { Key: old.publicKey, Sign },
  });
  expect(answer.status).toBe(401);
});

test("changing the signing secret: both secrets verify deliveries", async () => {
  await operate(signingSecret);
  const { body, headers } = await payInvoice();
  for (const file of ["registered.json", "rotated.json"]) new Webhook(json(file).signingSecret).verify(body, headers);
});

test("changing the master key: payments arrive", async () => {
  expect(await operate(masterKey)).toMatch(/^\{"reencrypted":\d+\}$/);
  await payInvoice();
});

test("replaying returns the number of events", async () => {
  expect(await operate(replaying)).toMatch(/^\{"replayed":0\}\{"replayed":\d+\}$/);
});

test("removing: no subscription and no store are left", async () => {
  await operate(`subscription=${json("subscription.json").requestId}\n${ending}`);
  expect(await operate("relay GET /v1/stores")).toBe('{"stores":[]}');
  const { subscriptions } = JSON.parse(await operate("calypso POST /subscription/webhook"));
  expect(subscriptions).toEqual([]);
});
