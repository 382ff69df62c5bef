import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import { testResults } from "@calypso-commerce/testkit/root";
import { startStack } from "@calypso-commerce/tools/stack/stack";
import { type StoreSettings, startStore } from "@calypso-commerce/tools/stack/store";
import { startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { expect, inject, test, vi } from "vitest";

const logDir = testResults("bad-settings");

const good: StoreSettings = {
  databaseUrl: externalPostgres(inject("postgresUrl")).url(inject("templateDatabase")),
  calypso: { url: "http://127.0.0.1:1", publicKey: "public", secretKey: "secret", account: "account" },
  relaySigningSecret: `whsec_${randomBytes(32).toString("base64")}`,
  storefrontUrl: "http://localhost:8000",
  logDir,
};

test.for<[string, Partial<Record<string, string>>, RegExp]>([
  ["a blank secret", { CALYPSO_SECRET_KEY: " " }, /secretKey|CALYPSO_SECRET_KEY/],
  ["an unknown flow", { CALYPSO_FLOW: "iframe" }, /flow.*"?iframe|CALYPSO_FLOW/],
  ["an invalid address", { CALYPSO_BASE_URL: "calypso" }, /baseUrl|CALYPSO_BASE_URL/],
])("the store refuses %s and names the setting", async ([name, env, sentence]) => {
  const store = startStore({ ...good, logDir: join(logDir, name.replaceAll(/\W+/g, "-")), env });
  await expect(store).rejects.toThrow(/store ended with code [1-9]/);
  await expect(store).rejects.toThrow(sentence);
});

test.for<[string, { adminToken?: string; masterKey?: string }, RegExp]>([
  ["a blank admin token", { adminToken: "" }, /RELAY_ADMIN_TOKEN/],
  ["a blank master key", { masterKey: "" }, /RELAY_MASTER_KEY/],
  ["a master key that is too short", { masterKey: "c2hvcnQ=" }, /RELAY_MASTER_KEY/],
])("the relay refuses %s and names the setting", async ([name, settings, sentence]) => {
  const relay = startRelayProcess({
    stateDir: join(logDir, "relay"),
    adminToken: randomBytes(24).toString("base64url"),
    masterKey: randomBytes(32).toString("base64"),
    logDir: join(logDir, name.replaceAll(/\W+/g, "-")),
    ...settings,
  });
  await expect(relay).rejects.toThrow(/relay ended with code [1-9]/);
  await expect(relay).rejects.toThrow(sentence);
});

test.each(["99999", "0", "80.5", "store"])("the demo refuses the port %j before it starts anything", async (port) => {
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
