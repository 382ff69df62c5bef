import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { callRelayJson, postWebhook, registerTenant, vendorKey } from "../support/workerd/relay.ts";

describe("secrets at rest", () => {
  async function encryptedSecrets(tenant: string): Promise<string[]> {
    const { results } = await env.REGISTRY.prepare(
      `SELECT encrypted_secret FROM vendor_keys WHERE store = ?1
       UNION ALL SELECT encrypted_secret FROM signing_secrets WHERE store = ?1`,
    )
      .bind(tenant)
      .all<{ encrypted_secret: string }>();
    return results.map((row) => row.encrypted_secret);
  }

  test("are encrypted, and re-encrypted with a new master key", async () => {
    const tenant = await registerTenant();
    for (const encrypted of await encryptedSecrets(tenant)) {
      expect(encrypted).toMatch(/^v1\.[0-9a-f]{8}\./);
      expect(encrypted).not.toContain(vendorKey.secretKey);
    }
    const oldKey = env.RELAY_MASTER_KEY ?? "";
    const newKey = btoa("n".repeat(32));
    try {
      Object.assign(env, { RELAY_MASTER_KEY: `${newKey},${oldKey}` });
      expect((await callRelayJson("POST", "/v1/secrets/reencrypt")).reencrypted).toBeGreaterThanOrEqual(2);
      expect(await callRelayJson("POST", "/v1/secrets/reencrypt")).toEqual({ reencrypted: 0 });
      Object.assign(env, { RELAY_MASTER_KEY: newKey });
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
      expect((await postWebhook(tenant)).status).toBe(202);

      Object.assign(env, { RELAY_MASTER_KEY: oldKey });
      const other = await registerTenant();
      Object.assign(env, { RELAY_MASTER_KEY: newKey });
      expect((await postWebhook(other)).status).toBe(503);
      Object.assign(env, { RELAY_MASTER_KEY: `${oldKey},${newKey}` });
      expect((await postWebhook(other)).status).toBe(202);
      await callRelayJson("POST", "/v1/secrets/reencrypt");
    } finally {
      Object.assign(env, { RELAY_MASTER_KEY: oldKey });
    }
  });

  test("can't be decrypted in another row", async () => {
    const [from, to] = [await registerTenant(), await registerTenant()];
    await env.REGISTRY.prepare(
      "UPDATE vendor_keys SET encrypted_secret = (SELECT encrypted_secret FROM vendor_keys WHERE store = ?1) WHERE store = ?2",
    )
      .bind(from, to)
      .run();
    expect((await postWebhook(to)).status).toBe(503);
  });
});
