import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCalypsoClient } from "@calypso-commerce/core";
import { createEmulator } from "@calypso-commerce/emulator";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LocalRelay, startRelay } from "../../src/local/index.ts";
import { type Loss, type LossyProxy, startLossyProxy } from "../support/lossy-proxy.ts";

const adminToken = randomBytes(16).toString("hex");
const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
const cli = fileURLToPath(new URL("../../src/cli/relay-ctl.ts", import.meta.url));

let stateDir: string;
let relay: LocalRelay;
let operator: JsonApi;
let relayGate: LossyProxy;
let emulator: Awaited<ReturnType<typeof createEmulator>>;
let vendorGate: LossyProxy;
let shop: StoreSink;
let store: string;
let count = 0;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "relay-ctl-killed-"));
  relay = await startRelay({ stateDir, adminToken, masterKey: randomBytes(32).toString("base64") });
  operator = createJsonApi(relay.url, { authorization: `Bearer ${adminToken}` });
  relayGate = await startLossyProxy(relay.url);
  emulator = await createEmulator({ timeScale: 0.01 });
  vendorGate = await startLossyProxy(emulator.url);
  shop = await startStoreSink({ secretOf: () => signingSecret });
});

afterAll(async () => {
  await relayGate.close();
  await vendorGate.close();
  await relay.stop();
  await emulator.close();
  await shop.close();
  await rm(stateDir, { recursive: true, force: true });
});

beforeEach(async () => {
  store = `shop-${++count}`;
  const settings = { url: `${shop.url}/${store}`, keys: [], signingSecret };
  await operator.put(`/v1/stores/${store}`, settings);
});

function run(command: string): ChildProcess {
  return spawn(process.execPath, ["--experimental-strip-types", "--no-warnings", cli, command, store], {
    stdio: "ignore",
    env: {
      RELAY_URL: relayGate.url,
      RELAY_ADMIN_TOKEN: adminToken,
      CALYPSO_PUBLIC_KEY: emulator.publicKey,
      CALYPSO_SECRET_KEY: emulator.secretKey,
      CALYPSO_ACCOUNT: emulator.account,
      CALYPSO_BASE_URL: vendorGate.url,
    },
  });
}

/** How a command ended: its exit code, or the signal that killed it. */
const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));

/** Runs a command that is killed when it makes a call, before the other side has heard it or before it hears the answer. */
async function killedAt(command: string, gate: LossyProxy, call: RegExp, loss: Loss, nth = 1): Promise<void> {
  const child = run(command);
  let left = nth;
  gate.lose = (method, path) => (call.test(`${method} ${path}`) && --left === 0 ? loss : undefined);
  gate.onLoss = () => void child.kill("SIGKILL");
  expect(await ended(child)).toBe("SIGKILL");
  gate.lose = () => undefined;
}

/** Something happens at the vendor. @returns the invoice's id. */
async function newInvoice(): Promise<string> {
  const { publicKey, secretKey, account, url: baseUrl } = emulator;
  const { id } = await createCalypsoClient({ publicKey, secretKey, account, baseUrl }).invoice.createSingleFiat({
    idempotencyKey: crypto.randomUUID(),
    description: "For a test",
    currency: "BTC",
    fiatAmount: "10.00",
    fiatCurrency: "EUR",
  });
  return String(id);
}

const heardOf = (id: string): boolean =>
  shop.deliveries.some(({ path, entity }) => path === `/${store}` && entity === `invoice:${id}`);

describe("subscribe, killed and run again, leaves one subscription, and events arrive", () => {
  test.each<[string, () => LossyProxy, RegExp, Loss]>([
    ["before the vendor has made it", () => vendorGate, /POST .*\/subscription\/webhook\/create/, "request"],
    ["when the vendor has made it", () => vendorGate, /POST .*\/subscription\/webhook\/create/, "answer"],
    ["before the relay has the keys", () => relayGate, /POST \/v1\/stores\/.*\/keys/, "request"],
    ["when the relay has the keys", () => relayGate, /POST \/v1\/stores\/.*\/keys/, "answer"],
  ])("%s", async (_when, gate, call, loss) => {
    await killedAt("subscribe", gate(), call, loss);
    const between = await newInvoice();
    expect(await ended(run("subscribe"))).toBe(0);
    const after = await newInvoice();
    await waitUntil("the shop hears of what came after", () => heardOf(after));
    // Before the vendor has made it there is nobody to tell.
    if (loss === "answer" || gate() === relayGate) {
      await waitUntil("the shop hears of what came between", () => heardOf(between));
    }
    const { subscriptions } = await (
      await createCalypsoClient({
        publicKey: emulator.publicKey,
        secretKey: emulator.secretKey,
        account: emulator.account,
        baseUrl: emulator.url,
      })
    ).webhook.list();
    expect(subscriptions.filter(({ url }) => url?.endsWith(`/${store}`))).toHaveLength(1);
  });
});

describe("rotate, killed and run again, loses nothing of what happens before, between and after", () => {
  test.each<[string, () => LossyProxy, RegExp, Loss, number?]>([
    ["before the vendor has new keys", () => vendorGate, /DELETE .*\/api-keys\/regenerate/, "request"],
    ["when the vendor has new keys", () => vendorGate, /DELETE .*\/api-keys\/regenerate/, "answer"],
    ["before the relay has any", () => relayGate, /POST \/v1\/stores\/.*\/keys/, "request"],
    ["before the relay has the new ones", () => relayGate, /POST \/v1\/stores\/.*\/keys/, "request", 2],
    ["when the relay has the new ones", () => relayGate, /POST \/v1\/stores\/.*\/keys/, "answer", 2],
  ])("%s", async (_when, gate, call, loss, nth) => {
    expect(await ended(run("subscribe"))).toBe(0);
    const before = await newInvoice();
    await killedAt("rotate", gate(), call, loss, nth);
    const between = await newInvoice();
    expect(await ended(run("rotate"))).toBe(0);
    const after = await newInvoice();
    await waitUntil("the shop hears of all three", () => [before, between, after].every(heardOf));
    expect(shop.refused).toBe(0);
  });
});
