import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import { startStack } from "@calypso-commerce/tools/stack/stack";
import { type StoreSettings, startStore } from "@calypso-commerce/tools/stack/store";
import { startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { expect, inject, test, vi } from "vitest";

const logDir = `${import.meta.dirname}/../../.test-results/bad-settings`;

const good: StoreSettings = {
  databaseUrl: externalPostgres(inject("postgresUrl")).url(inject("templateDatabase")),
  calypso: { url: "http://127.0.0.1:1", publicKey: "public", secretKey: "secret", account: "account" },
  relaySigningSecret: `whsec_${randomBytes(32).toString("base64")}`,
  storefrontUrl: "http://localhost:8000",
  logDir,
};

test.for<[string, Partial<Record<string, string>>, RegExp]>([
  ["a blank secret", { CALYPSO_SECRET_KEY: " " }, /secretKey|CALYPSO_SECRET_KEY/],
  ["a flow that doesn't exist", { CALYPSO_FLOW: "iframe" }, /flow.*"?iframe|CALYPSO_FLOW/],
  ["an address that isn't one", { CALYPSO_BASE_URL: "calypso" }, /baseUrl|CALYPSO_BASE_URL/],
])("the store doesn't start with %s, and names the setting", async ([name, env, sentence]) => {
  const store = startStore({ ...good, logDir: join(logDir, name.replaceAll(/\W+/g, "-")), env });
  await expect(store).rejects.toThrow(/store ended with code [1-9]/);
  await expect(store).rejects.toThrow(sentence);
});

test.for<[string, { adminToken?: string; masterKey?: string }, RegExp]>([
  ["a blank admin token", { adminToken: "" }, /RELAY_ADMIN_TOKEN/],
  ["a blank master key", { masterKey: "" }, /RELAY_MASTER_KEY/],
  ["a master key that is too short", { masterKey: "c2hvcnQ=" }, /RELAY_MASTER_KEY/],
])("the relay doesn't start with %s, and names the setting", async ([name, settings, sentence]) => {
  const relay = startRelayProcess({
    stateDir: mkdtempSync(join(tmpdir(), "calypso-relay-")),
    adminToken: randomBytes(24).toString("base64url"),
    masterKey: randomBytes(32).toString("base64"),
    logDir: join(logDir, name.replaceAll(/\W+/g, "-")),
    ...settings,
  });
  await expect(relay).rejects.toThrow(/relay ended with code [1-9]/);
  await expect(relay).rejects.toThrow(sentence);
});

test.each(["99999", "0", "80.5", "store"])("the demo starts nothing with the port %j", async (port) => {
  vi.stubEnv("STORE_PORT", port);
  const step = vi.fn();
  try {
    await expect(startStack({ steps: { step } as never, logDir })).rejects.toThrow(
      `STORE_PORT must be a port from 1 to 65535, and is "${port}"`,
    );
  } finally {
    vi.unstubAllEnvs();
  }
  expect(step).not.toHaveBeenCalled();
});
