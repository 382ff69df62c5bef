import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { type TempFolder, tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { buildWorker, type LocalRelay, RelaySettingError, startRelay } from "../../src/local/index.ts";
import { workerSettings } from "../../src/local/worker-settings.ts";

const adminToken = randomBytes(16).toString("hex");
const masterKey = randomBytes(32).toString("base64");
let state: TempFolder;
let relay: LocalRelay;
let admin: JsonApi;

beforeAll(async () => {
  state = tempFolder("relay-start");
  relay = await startRelay({ stateDir: state.path, adminToken, masterKey });
  admin = createJsonApi(relay.url, { authorization: `Bearer ${adminToken}` });
});

afterAll(async () => {
  await relay.stop();
  state.remove();
});

describe("refuses to start, with one sentence that names the setting, if", () => {
  test.each([
    ["RELAY_ADMIN_TOKEN is blank", { adminToken: undefined }],
    ["RELAY_ADMIN_TOKEN is blank", { adminToken: " " }],
    ["RELAY_ADMIN_TOKEN is malformed", { adminToken: "short" }],
    ["RELAY_MASTER_KEY is blank", { masterKey: "" }],
    ["RELAY_MASTER_KEY is malformed", { masterKey: "not base64 of 32 bytes" }],
  ])("%s", async (sentence, bad) => {
    const start = startRelay({ stateDir: join(state.path, "never"), adminToken, masterKey, ...bad });
    await expect(start).rejects.toThrow(RelaySettingError);
    await expect(start).rejects.toThrow(sentence);
  });

  test("the port is used by another process", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const start = startRelay({ port, stateDir: join(state.path, "never"), adminToken, masterKey });
    await expect(start).rejects.toThrow(`port ${port} on 127.0.0.1 is used by another process.`);
    other.close();
  });
});

test("passes no secret on a command line", () => {
  const processes = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
  for (const secret of [adminToken, masterKey]) expect(processes).not.toContain(secret);
});

test("uses the settings of wrangler.jsonc", () => {
  const config = unstable_readConfig({ config: fileURLToPath(new URL("../../wrangler.jsonc", import.meta.url)) });
  expect({
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    badSignatureLimit: config.ratelimits[0]?.simple,
  }).toEqual(workerSettings);
});

test("the gzipped Worker is smaller than 40 KiB", async () => {
  expect(gzipSync(await buildWorker({ minify: true })).length).toBeLessThan(40 * 1024);
});

test("answers one of 3,000 concurrent posts of the same body with 202", async () => {
  const key = { publicKey: "vendor-key", secretKey: "vendor-secret" };
  const settings = { url: "http://127.0.0.1:9/", keys: [key] };
  await admin.put("/v1/stores/acme", settings);
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
