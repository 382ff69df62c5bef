import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCalypsoClient } from "@calypso-commerce/core";
import { createEmulator } from "@calypso-commerce/emulator";
import { type Child, startChild } from "@calypso-commerce/testkit/child";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { type RecordingServer, startRecordingServer } from "@calypso-commerce/testkit/recording-server";
import { root, testResults } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bash } from "../support/bash.ts";

/** The blocks marked `bash` of the guide, then of the reference. */
const pages = ["docs/relay.md", "docs/relay-api.md"].map((page) => readFileSync(join(root, page), "utf8")).join("\n");
const blocks = [...pages.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
const [
  starting = "",
  help = "",
  path = "",
  connecting = "",
  registering = "",
  storesAndKeys = "",
  deliveries = "",
  vendorKeys = "",
  signingSecret = "",
  masterKey = "",
  byCurl = "",
  webhook = "",
] = blocks;

/** Without the test runner's options for Node. */
const shell = { ROOT: root, NODE_OPTIONS: "" };
const { path: work, remove } = tempFolder("relay-page");
const adminToken = randomBytes(24).toString("hex");
let relay: Child;
let relayUrl: string;
let emulator: Awaited<ReturnType<typeof createEmulator>>;
let shop: RecordingServer;

beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.002 });
  shop = await startRecordingServer({ status: 204 });
  const port = await freePort(18_790);
  relayUrl = `http://127.0.0.1:${port}`;
  relay = startChild({
    name: "the relay as the page starts it",
    command: "bash",
    args: ["-euo", "pipefail", "-c", starting],
    cwd: root,
    env: { ...shell, RELAY_PORT: `${port}`, RELAY_STATE: join(work, "relay"), RELAY_ADMIN_TOKEN: adminToken },
    logFile: testResults("relay-page/relay.log"),
  });
  await waitUntil("the relay answers", async () => (await fetch(`${relayUrl}/healthz`)).ok, {
    giveUp: () => relay.ended(),
  });
});

afterAll(async () => {
  await relay?.stop();
  await shop?.close();
  await emulator?.close();
  remove();
});

/** Runs a block in a temporary folder. */
function operate(block: string): Promise<string> {
  return bash(`cd "$ROOT"\n${path}\ncd "$WORK"\n${block}`, {
    ...shell,
    WORK: work,
    RELAY_URL: relayUrl,
    RELAY_ADMIN_TOKEN: adminToken,
    CALYPSO_PUBLIC_KEY: emulator.publicKey,
    CALYPSO_SECRET_KEY: emulator.secretKey,
    CALYPSO_ACCOUNT: emulator.account,
    CALYPSO_BASE_URL: emulator.url,
    SHOP_URL: shop.url,
  });
}

const read = (file: string) => readFileSync(join(work, file), "utf8");

/** Parses concatenated JSON documents. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
const documents = (text: string): any[] => text.split(/^(?=\{)/m).map((document) => JSON.parse(document));

/** Creates an invoice at the vendor. @returns the delivery about it */
async function deliveryOfNewInvoice() {
  const { publicKey, secretKey, account, url: baseUrl } = emulator;
  const { id } = await createCalypsoClient({ publicKey, secretKey, account, baseUrl }).invoice.createSingleFiat({
    idempotencyKey: crypto.randomUUID(),
    description: "Two mugs",
    currency: "BTC",
    fiatAmount: "10.00",
    fiatCurrency: "EUR",
  });
  return waitUntil("the relay delivers the invoice", () => shop.requests.find(({ body }) => body.includes(String(id))));
}

test("the pages have exactly the blocks that the tests below run", () => {
  expect(blocks).toHaveLength(12);
});

test("the command line prints its help", async () => {
  const output = await bash(`cd "$ROOT"\n${help}`, shell);
  for (const command of ["stores", "keys", "deliveries", "RELAY_ADMIN_TOKEN"]) expect(output).toContain(command);
});

test("connecting: invoices arrive, signed with the secret that was shown", async () => {
  await operate(connecting);
  const connected = JSON.parse(read("connected.json"));
  expect(connected).toMatchObject({ store: "acme", done: "created" });
  const { path: calledPath, body, headers } = await deliveryOfNewInvoice();
  expect(calledPath).toBe("/hooks/calypso");
  new Webhook(connected.signingSecret).verify(body, headers);
});

test("registering another store, its keys, and deleting it", async () => {
  const [registered] = documents(await operate(registering));
  expect(registered).toMatchObject({ store: "other", signingSecret: expect.stringMatching(/^whsec_/) });
  const [list, shown, withTwoKeys] = documents(await operate(storesAndKeys));
  expect(list.stores.map(({ store }: { store: string }) => store)).toEqual(["acme", "other"]);
  expect(shown.keys).toHaveLength(1);
  expect(withTwoKeys.keys).toHaveLength(2);
  expect(documents(await operate("relay-ctl stores list"))[0].stores).toHaveLength(1);
});

test("listing and replaying deliveries", async () => {
  const before = shop.requests.length;
  const [stats, pending, dead, none, one] = documents(await operate(deliveries));
  expect(stats).toMatchObject({ store: "acme", dead: 0 });
  for (const { deliveries: listed } of [pending, dead]) expect(listed).toBeInstanceOf(Array);
  expect([none, one]).toEqual([{ replayed: 0 }, { replayed: 1 }]);
  const { id } = JSON.parse(read("delivered.json")).deliveries[0];
  await waitUntil("the event is delivered again", () =>
    shop.requests.slice(before).some(({ headers }) => headers["webhook-id"] === id),
  );
});

test("changing the vendor's keys: invoices arrive", async () => {
  await operate(vendorKeys);
  expect(documents(read("rotated.json"))[0]).toMatchObject({ store: "acme", done: "regenerated" });
  await deliveryOfNewInvoice();
  expect(documents(await operate("relay-ctl stores show acme"))[0].keys).toHaveLength(2);
});

test("changing the signing secret: both secrets verify deliveries", async () => {
  await operate(signingSecret);
  const { body, headers } = await deliveryOfNewInvoice();
  for (const file of ["connected.json", "signing.json"])
    new Webhook(documents(read(file))[0].signingSecret).verify(body, headers);
});

test("re-encrypting secrets", async () => {
  expect(documents(await operate(masterKey))).toEqual([{ reencrypted: expect.any(Number) }]);
  await deliveryOfNewInvoice();
});

test("the same by curl", async () => {
  const output = await operate(byCurl);
  expect(output).toContain('{"status":"ok"}');
  expect(output).toContain('{"replayed":0}');
  expect(output).toContain('"store":"third","accepted":0');
  for (const file of ["third.json", "third-secret.json"])
    expect(JSON.parse(read(file)).signingSecret).toMatch(/^whsec_/);
});

test("a webhook by curl: accepted, then a duplicate, and refused without an event type", async () => {
  const output = await operate(webhook);
  const statuses = [...output.matchAll(/ (\d{3})$/gm)].map(([, status]) => status);
  expect(statuses).toEqual(["202", "200", "400"]);
  await waitUntil("the relay delivers the webhook", () =>
    shop.requests.some(({ body }) => body.includes("an-invoice")),
  );
});
