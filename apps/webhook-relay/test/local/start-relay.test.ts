import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { buildWorker, type LocalRelay, RelaySettingError, startRelay } from "../../src/local/index.ts";
import { workerSettings } from "../../src/local/worker-settings.ts";

const adminToken = randomBytes(16).toString("hex");
const masterKey = randomBytes(32).toString("base64");
let stateDir: string;
let relay: LocalRelay;
let operator: JsonApi;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "relay-start-"));
  relay = await startRelay({ stateDir, adminToken, masterKey });
  operator = createJsonApi(relay.url, { authorization: `Bearer ${adminToken}` });
});

afterAll(async () => {
  await relay.stop();
  await rm(stateDir, { recursive: true, force: true });
});

describe("a bad setting stops the start with one sentence that names it", () => {
  test.each([
    ["RELAY_ADMIN_TOKEN is blank", { adminToken: undefined }],
    ["RELAY_ADMIN_TOKEN is blank", { adminToken: " " }],
    ["RELAY_ADMIN_TOKEN is malformed", { adminToken: "short" }],
    ["RELAY_MASTER_KEY is blank", { masterKey: "" }],
    ["RELAY_MASTER_KEY is malformed", { masterKey: "not base64 of 32 bytes" }],
  ])("%s", async (sentence, bad) => {
    const start = startRelay({ stateDir: join(stateDir, "never"), adminToken, masterKey, ...bad });
    await expect(start).rejects.toThrow(RelaySettingError);
    await expect(start).rejects.toThrow(sentence);
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const start = startRelay({ port, stateDir: join(stateDir, "never"), adminToken, masterKey });
    await expect(start).rejects.toThrow(`port ${port} on 127.0.0.1 is used by another process.`);
    other.close();
  });
});

test("no secret is on a command line", () => {
  const processes = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
  for (const secret of [adminToken, masterKey]) expect(processes).not.toContain(secret);
});

test("it runs with what wrangler.jsonc says", () => {
  const config = unstable_readConfig({ config: fileURLToPath(new URL("../../wrangler.jsonc", import.meta.url)) });
  expect({
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    badSignatureLimit: config.ratelimits[0]?.simple,
  }).toEqual(workerSettings);
});

test("the Worker is below 40 KiB when gzipped", async () => {
  expect(gzipSync(await buildWorker({ minify: true })).length).toBeLessThan(40 * 1024);
});

test("3,000 posts of one signed body at the same time: one 202, the rest 200", async () => {
  const key = { publicKey: "vendor-key", secretKey: "vendor-secret" };
  const settings = { url: "http://127.0.0.1:9/nobody", keys: [key] };
  await operator.put("/v1/stores/acme", settings);
  const { body, headers } = createVendorEvent(key, { id: 1, invoiceId: "invoice" });
  const statuses = await Promise.all(
    Array.from({ length: 3_000 }, async () => {
      const response = await fetch(`${relay.url}/v1/webhooks/acme`, { method: "POST", headers, body });
      await response.arrayBuffer();
      return response.status;
    }),
  );
  expect(statuses.filter((status) => status === 202)).toHaveLength(1);
  expect(statuses.filter((status) => status === 200)).toHaveLength(2_999);
});
