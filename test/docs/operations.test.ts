import { createHmac, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "@calypso-commerce/emulator";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { type RecordingServer, startRecordingServer } from "@calypso-commerce/testkit/recording-server";
import { root } from "@calypso-commerce/testkit/root";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type RelayProcess, startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bash } from "../support/bash.ts";
import { codeBlocks } from "../support/code-blocks.ts";

/** Every block of the page that is marked `bash`, in its order. */
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

const work = mkdtempSync(join(tmpdir(), "calypso-operations-"));
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
    logDir: join(root, ".test-results/operations"),
  });
});

afterAll(async () => {
  await relay?.kill();
  await shop?.close();
  await emulator?.close();
  rmSync(work, { recursive: true, force: true });
});

/** Runs a block as an operator would, in a shell that has the page's functions. */
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

/** An invoice is made and paid at the vendor; answers the shop's next delivery about it. */
async function payInvoice() {
  const before = shop.requests.length;
  const body = JSON.stringify({
    account: emulator.account,
    timestamp: Date.now(),
    payload: {
      currency: "USDC",
      fiatAmount: 25,
      fiatCurrency: "EUR",
      description: "Two mugs",
      idempotencyKey: crypto.randomUUID(),
    },
  });
  const answer = await fetch(`${emulator.url}/api/v1/invoice/single-fiat/create`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      Key: emulator.publicKey,
      Sign: createHmac("sha512", emulator.secretKey).update(body).digest("hex"),
    },
  });
  const { id } = (await answer.json()) as { id: string };
  await createJsonApi(emulator.url).post(`/_emulator/invoices/${id}/pay`, { instant: true });
  return waitUntil("the shop hears of the payment", () =>
    shop.requests.slice(before).find((request) => request.body.includes(id)),
  );
}

test("the page has the blocks that the tests below run, and no other", () => {
  expect(blocks).toHaveLength(8);
  expect(functions).toContain("calypso()");
});

test("connecting: the shop hears of a payment, signed with the secret that the relay answered", async () => {
  await operate(connecting);
  const { body, headers, path } = await payInvoice();
  expect(path).toBe("/hooks/calypso");
  new Webhook(json("registered.json").signingSecret).verify(body, headers);
});

test("watching: every command answers", async () => {
  const output = await operate(watching);
  expect(output).toContain('"status":"ok"');
  expect(output).toContain('"oldestPendingAgeMs"');
  expect(output).toContain('"dead":0');
});

test("changing the subscription's keys: payments go on arriving, and the old pair is refused", async () => {
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

test("changing the signing secret: deliveries fit the old one and the new one", async () => {
  await operate(signingSecret);
  const { body, headers } = await payInvoice();
  for (const file of ["registered.json", "rotated.json"]) new Webhook(json(file).signingSecret).verify(body, headers);
});

test("sealing secrets anew: payments go on arriving", async () => {
  expect(await operate(masterKey)).toMatch(/^\{"reencrypted":\d+\}$/);
  await payInvoice();
});

test("replaying answers how many events are sent again", async () => {
  expect(await operate(replaying)).toMatch(/^\{"replayed":0\}\{"replayed":\d+\}$/);
});

test("taking it out: no subscription and no store are left", async () => {
  await operate(`subscription=${json("subscription.json").requestId}\n${ending}`);
  expect(await operate("relay GET /v1/stores")).toBe('{"stores":[]}');
  const { subscriptions } = JSON.parse(await operate("calypso POST /subscription/webhook"));
  expect(subscriptions).toEqual([]);
});
