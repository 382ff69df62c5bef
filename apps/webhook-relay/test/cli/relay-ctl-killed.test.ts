import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createEmulator } from "@calypso-commerce/emulator";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LocalRelay, startRelay } from "../../src/local/index.ts";
import { type Loss, type LossyProxy, startLossyProxy } from "../support/lossy-proxy.ts";
import { createInvoice, type Emulator, emulatorClient, relayCtl, relayCtlEnv } from "../support/relay-ctl.ts";

const adminToken = randomBytes(16).toString("hex");
const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
const state = tempFolder("relay-ctl-killed");

let relay: LocalRelay;
let admin: JsonApi;
let relayProxy: LossyProxy;
let emulator: Emulator;
let vendorProxy: LossyProxy;
let store: StoreSink;
let tenant: string;
let tenantCount = 0;

beforeAll(async () => {
  relay = await startRelay({ stateDir: state.path, adminToken, masterKey: randomBytes(32).toString("base64") });
  admin = createJsonApi(relay.url, { authorization: `Bearer ${adminToken}` });
  relayProxy = await startLossyProxy(relay.url);
  emulator = await createEmulator({ timeScale: 0.01 });
  vendorProxy = await startLossyProxy(emulator.url);
  store = await startStoreSink({ secretOf: () => signingSecret });
});

afterAll(async () => {
  await relayProxy.close();
  await vendorProxy.close();
  await relay.stop();
  await emulator.close();
  await store.close();
  state.remove();
});

beforeEach(async () => {
  tenant = `tenant-${++tenantCount}`;
  await admin.put(`/v1/stores/${tenant}`, { url: `${store.url}/${tenant}`, keys: [], signingSecret });
});

function run(command: string): ChildProcess {
  return spawn(process.execPath, relayCtl(...command.split(" "), tenant), {
    stdio: "ignore",
    env: {
      ...relayCtlEnv(emulator, { RELAY_URL: relayProxy.url, RELAY_ADMIN_TOKEN: adminToken }),
      CALYPSO_BASE_URL: vendorProxy.url,
    },
  });
}

/** The exit code of a command, or the signal that killed it. */
const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));

/** Runs a command and kills it when the request or the answer of its `nth` such call gets lost. */
async function runKilled(command: string, proxy: LossyProxy, call: RegExp, loss: Loss, nth = 1): Promise<void> {
  const child = run(command);
  let remaining = nth;
  proxy.lose = (method, path) => (call.test(`${method} ${path}`) && --remaining === 0 ? loss : undefined);
  proxy.onLoss = () => void child.kill("SIGKILL");
  expect(await ended(child)).toBe("SIGKILL");
  proxy.lose = () => undefined;
}

const isDelivered = (invoiceId: string): boolean =>
  store.deliveries.some(({ path, entity }) => path === `/${tenant}` && entity === `invoice:${invoiceId}`);

describe("stores connect, killed and repeated, leaves one working subscription", () => {
  test.each<[string, () => LossyProxy, RegExp, Loss]>([
    ["before the vendor creates it", () => vendorProxy, /POST .*\/subscription\/webhook\/create/, "request"],
    ["after the vendor created it", () => vendorProxy, /POST .*\/subscription\/webhook\/create/, "answer"],
    ["before the relay has the keys", () => relayProxy, /POST \/v1\/stores\/.*\/keys/, "request"],
    ["after the relay has the keys", () => relayProxy, /POST \/v1\/stores\/.*\/keys/, "answer"],
  ])("killed %s", async (_when, proxy, call, loss) => {
    await runKilled("stores connect", proxy(), call, loss);
    const between = await createInvoice(emulator);
    expect(await ended(run("stores connect"))).toBe(0);
    const after = await createInvoice(emulator);
    await waitUntil("the store gets the later invoice", () => isDelivered(after));
    // Without a subscription the vendor has nothing to send.
    if (loss === "answer" || proxy() === relayProxy) {
      await waitUntil("the store gets the earlier invoice", () => isDelivered(between));
    }
    const { subscriptions } = await emulatorClient(emulator).webhook.list();
    expect(subscriptions.filter(({ url }) => url?.endsWith(`/${tenant}`))).toHaveLength(1);
  });
});

describe("keys rotate, killed and repeated, loses no event", () => {
  test.each<[string, () => LossyProxy, RegExp, Loss, number?]>([
    ["before the vendor has new keys", () => vendorProxy, /DELETE .*\/api-keys\/regenerate/, "request"],
    ["after the vendor has new keys", () => vendorProxy, /DELETE .*\/api-keys\/regenerate/, "answer"],
    ["before the relay has the old keys", () => relayProxy, /POST \/v1\/stores\/.*\/keys/, "request"],
    ["before the relay has the new keys", () => relayProxy, /POST \/v1\/stores\/.*\/keys/, "request", 2],
    ["after the relay has the new keys", () => relayProxy, /POST \/v1\/stores\/.*\/keys/, "answer", 2],
  ])("killed %s", async (_when, proxy, call, loss, nth) => {
    expect(await ended(run("stores connect"))).toBe(0);
    const before = await createInvoice(emulator);
    await runKilled("keys rotate", proxy(), call, loss, nth);
    const between = await createInvoice(emulator);
    expect(await ended(run("keys rotate"))).toBe(0);
    const after = await createInvoice(emulator);
    await waitUntil("the store gets all three invoices", () => [before, between, after].every(isDelivered));
    expect(store.refused).toBe(0);
  });
});
