import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { createEmulator } from "@calypso-commerce/emulator";
import { type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalRelay, startRelay } from "../../src/local/index.ts";
import { createInvoice, type Emulator, relayCtl, relayCtlEnv } from "../support/relay-ctl.ts";

const adminToken = randomBytes(16).toString("hex");
const state = tempFolder("relay-ctl");

let relay: LocalRelay;
let emulator: Emulator;
let store: StoreSink;
let signingSecret = "";

beforeAll(async () => {
  relay = await startRelay({ stateDir: state.path, adminToken, masterKey: randomBytes(32).toString("base64") });
  emulator = await createEmulator({ timeScale: 0.01 });
  store = await startStoreSink({ secretOf: () => signingSecret });
});

afterAll(async () => {
  await relay.stop();
  await emulator.close();
  await store.close();
  state.remove();
});

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: string[], { env = {}, input = "" }: { env?: Record<string, string>; input?: string } = {}) {
  const execution = promisify(execFile)(process.execPath, relayCtl(...args), {
    env: { ...relayCtlEnv(emulator, { RELAY_URL: relay.url, RELAY_ADMIN_TOKEN: adminToken }), ...env },
  });
  execution.child.stdin?.end(input);
  return execution.then(
    ({ stdout, stderr }): Result => ({ code: 0, stdout, stderr }),
    (error: Result) => error,
  );
}

/** The JSON document that a successful command prints. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows its answer.
async function answerOf(args: string[], input = ""): Promise<any> {
  const { code, stdout, stderr } = await run(args, { input });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const isDelivered = (invoiceId: string): boolean =>
  store.deliveries.some(({ entity, type }) => entity === `invoice:${invoiceId}` && type === "invoice.created");

describe("with the vendor's API", () => {
  test("stores connect registers the tenant and subscribes it", async () => {
    const connected = await answerOf(["stores", "connect", "acme", "--url", `${store.url}/hook`]);
    expect(connected).toMatchObject({ store: "acme", url: `${relay.url}/v1/webhooks/acme`, done: "created" });
    signingSecret = connected.signingSecret;
    const id = await createInvoice(emulator);
    await waitUntil("the store gets the invoice", () => isDelivered(id));
    expect(store.refused).toBe(0);
  });

  test("stores connect, repeated, changes the same subscription", async () => {
    const again = await answerOf(["stores", "connect", "acme"]);
    expect(again.done).toBe("changed");
    expect(again).not.toHaveProperty("signingSecret");
    expect((await answerOf(["stores", "show", "acme"])).keys).toHaveLength(1);
  });

  test("keys rotate switches to new keys without losing an event", async () => {
    const before = await createInvoice(emulator);
    const rotated = await answerOf(["keys", "rotate", "acme"]);
    const after = await createInvoice(emulator);
    expect(rotated.done).toBe("regenerated");
    await waitUntil("the store gets both invoices", () => [before, after].every(isDelivered));
    const { keys } = await answerOf(["stores", "show", "acme"]);
    expect(keys).toHaveLength(2);
    const [old] = keys.filter(({ publicKey }: { publicKey: string }) => publicKey !== rotated.publicKey);
    expect(await answerOf(["keys", "remove", "acme", old.publicKey])).toEqual({ removed: old.publicKey });
  });

  test("keys rotate without a subscription names the command to run first", async () => {
    await answerOf(["stores", "register", "other"], JSON.stringify({ url: `${store.url}/other`, keys: [] }));
    const { code, stderr } = await run(["keys", "rotate", "other"]);
    expect(code).toBe(1);
    expect(stderr).toContain('run "relay-ctl stores connect other" first');
    expect(await answerOf(["stores", "remove", "other"])).toEqual({ removed: "other" });
  });
});

test("lists, replays and counts deliveries", async () => {
  const page = await answerOf(["deliveries", "list", "acme", "--status", "delivered"]);
  expect(page.deliveries.length).toBeGreaterThan(0);
  expect(await answerOf(["deliveries", "replay", "acme", page.deliveries[0].id])).toEqual({ replayed: 1 });
  expect((await run(["deliveries", "replay", "acme"])).code).toBe(1);
  expect(await answerOf(["stats", "acme"])).toMatchObject({ store: "acme", dead: 0 });
});

test.each([
  ["RELAY_URL", { RELAY_URL: "relay" }, "RELAY_URL must be set to"],
  ["RELAY_ADMIN_TOKEN", { RELAY_ADMIN_TOKEN: " " }, "RELAY_ADMIN_TOKEN is not set: set it to"],
  ["a wrong token", { RELAY_ADMIN_TOKEN: "another-token-0123" }, "Set RELAY_ADMIN_TOKEN to the relay's own."],
  ["CALYPSO_SECRET_KEY", { CALYPSO_SECRET_KEY: "" }, "CALYPSO_SECRET_KEY is not set: set it to"],
  ["CALYPSO_BASE_URL", { CALYPSO_BASE_URL: "calypso" }, "CALYPSO_BASE_URL must be a URL"],
  ["an unreachable relay", { RELAY_URL: "http://127.0.0.1:9" }, "check RELAY_URL and whether the relay runs"],
])("exits with 1 and one line that names the remedy for %s", async (_what, env, message) => {
  const { code, stderr } = await run(["stores", "connect", "acme"], { env });
  expect(code).toBe(1);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(message);
  for (const secret of [adminToken, emulator.secretKey]) expect(stderr).not.toContain(secret);
});

test("doesn't quote input that isn't JSON", async () => {
  const { code, stderr } = await run(["keys", "add", "acme"], { input: '{"secretKey": "top-secret' });
  expect(code).toBe(1);
  expect(stderr).toBe("standard input must be JSON.\n");
});
