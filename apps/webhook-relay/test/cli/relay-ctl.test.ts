import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createCalypsoClient } from "@calypso-commerce/core";
import { createEmulator } from "@calypso-commerce/emulator";
import { type StoreSink, startStoreSink } from "@calypso-commerce/testkit/store-sink";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalRelay, startRelay } from "../../src/local/index.ts";

const adminToken = randomBytes(16).toString("hex");
const cli = fileURLToPath(new URL("../../src/cli/relay-ctl.ts", import.meta.url));

let stateDir: string;
let relay: LocalRelay;
let emulator: Awaited<ReturnType<typeof createEmulator>>;
let store: StoreSink;
let signingSecret = "";

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "relay-ctl-"));
  relay = await startRelay({ stateDir, adminToken, masterKey: randomBytes(32).toString("base64") });
  emulator = await createEmulator({ timeScale: 0.01 });
  store = await startStoreSink({ secretOf: () => signingSecret });
});

afterAll(async () => {
  await relay.stop();
  await emulator.close();
  await store.close();
  await rm(stateDir, { recursive: true, force: true });
});

async function relayCtl(args: string[], env: Record<string, string> = {}) {
  const run = promisify(execFile)(process.execPath, ["--experimental-strip-types", "--no-warnings", cli, ...args], {
    env: {
      PATH: process.env.PATH ?? "",
      RELAY_URL: relay.url,
      RELAY_ADMIN_TOKEN: adminToken,
      CALYPSO_PUBLIC_KEY: emulator.publicKey,
      CALYPSO_SECRET_KEY: emulator.secretKey,
      CALYPSO_ACCOUNT: emulator.account,
      CALYPSO_BASE_URL: emulator.url,
      ...env,
    },
  });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

/** JSON documents that a run printed. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows its answer.
async function answers(args: string[]): Promise<any[]> {
  const { code, stdout, stderr } = await relayCtl(args);
  if (code !== 0) throw new Error(stderr);
  return stdout
    .split(/^(?=\{)/m)
    .filter((text) => text.trim() !== "")
    .map((text) => JSON.parse(text));
}

async function invoice(): Promise<string> {
  const { publicKey, secretKey, account, url: baseUrl } = emulator;
  const client = createCalypsoClient({ publicKey, secretKey, account, baseUrl });
  const { id } = await client.invoice.createSingleFiat({
    idempotencyKey: crypto.randomUUID(),
    description: "For a test",
    currency: "BTC",
    fiatAmount: "10.00",
    fiatCurrency: "EUR",
  });
  return String(id);
}

const delivered = (invoiceId: string, type: string): boolean =>
  store.deliveries.some((delivery) => delivery.entity === `invoice:${invoiceId}` && delivery.type === type);

describe("with the vendor's API", () => {
  test("subscribe creates the store and the subscription, and events arrive", async () => {
    const [created, subscription] = await answers(["subscribe", "acme", "--url", `${store.url}/hook`]);
    signingSecret = created.signingSecret;
    expect(subscription).toMatchObject({ store: "acme", url: `${relay.url}/v1/webhooks/acme`, done: "created" });
    const id = await invoice();
    await waitUntil("the store hears of the invoice", () => delivered(id, "invoice.created"));
    expect(store.refused).toBe(0);
  });

  test("subscribe again changes the same subscription", async () => {
    const [again] = await answers(["subscribe", "acme"]);
    expect(again.done).toBe("changed");
    const [{ keys }] = await answers(["stores", "show", "acme"]);
    expect(keys).toHaveLength(1);
  });

  test("rotate takes new keys, and no event is lost in between", async () => {
    const before = await invoice();
    const [rotated] = await answers(["rotate", "acme"]);
    const after = await invoice();
    expect(rotated.done).toBe("regenerated");
    await waitUntil("the store hears of both", () => [before, after].every((id) => delivered(id, "invoice.created")));
    const [{ keys }] = await answers(["stores", "show", "acme"]);
    expect(keys).toHaveLength(2);
    const [old] = keys.filter(({ publicKey }: { publicKey: string }) => publicKey !== rotated.publicKey);
    expect((await relayCtl(["keys", "remove", "acme", old.publicKey])).code).toBe(0);
  });

  test("rotate without a subscription says what to do", async () => {
    await fetch(`${relay.url}/v1/stores/other`, {
      method: "PUT",
      headers: { authorization: `Bearer ${adminToken}` },
      body: JSON.stringify({ url: `${store.url}/other`, keys: [] }),
    });
    const { code, stderr } = await relayCtl(["rotate", "other"]);
    expect(code).toBe(1);
    expect(stderr).toContain("run subscribe first");
  });
});

test("deliveries are listed and replayed", async () => {
  const [page] = await answers(["deliveries", "acme", "--status", "delivered"]);
  expect(page.deliveries.length).toBeGreaterThan(0);
  const [replayed] = await answers(["replay", "acme", page.deliveries[0].id]);
  expect(replayed).toEqual({ replayed: 1 });
  expect((await relayCtl(["replay", "acme"])).code).toBe(1);
  const [stats] = await answers(["stats", "acme"]);
  expect(stats).toMatchObject({ store: "acme", dead: 0 });
});

test.each([
  ["RELAY_URL", { RELAY_URL: "relay" }, "RELAY_URL must be"],
  ["RELAY_ADMIN_TOKEN", { RELAY_ADMIN_TOKEN: " " }, "RELAY_ADMIN_TOKEN is blank"],
  ["a wrong token", { RELAY_ADMIN_TOKEN: "another-token-0123" }, "The admin token is wrong or missing."],
  ["CALYPSO_SECRET_KEY", { CALYPSO_SECRET_KEY: "" }, "secretKey is blank"],
  ["a relay that isn't there", { RELAY_URL: "http://127.0.0.1:9" }, "doesn't answer"],
])("%s: exit 1 with a sentence", async (_what, env, message) => {
  const { code, stderr } = await relayCtl(["subscribe", "acme"], env);
  expect(code).toBe(1);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).toContain(message);
  for (const secret of [adminToken, emulator.secretKey]) expect(stderr).not.toContain(secret);
});
