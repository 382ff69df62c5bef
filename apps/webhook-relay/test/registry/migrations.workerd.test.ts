import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, test } from "vitest";
import { loadTenant } from "../../src/registry/load-tenant.ts";
import { getSecretCipher, signingSecretContext, vendorKeyContext } from "../../src/registry/secret-cipher.ts";

/** Empties the registry and applies the first migrations to it. */
async function recreate(count: number): Promise<void> {
  const tables = ["signing_secrets", "vendor_keys", "stores", "d1_migrations"];
  await env.REGISTRY.batch(tables.map((table) => env.REGISTRY.prepare(`DROP TABLE IF EXISTS ${table}`)));
  await applyD1Migrations(env.REGISTRY, env.MIGRATIONS.slice(0, count));
}

afterEach(() => recreate(env.MIGRATIONS.length));

test("a registry that the first migration created keeps its secrets", async () => {
  await recreate(1);
  const cipher = await getSecretCipher(env);
  const key = await cipher.encrypt("vendor-secret", vendorKeyContext("acme", "key-1"));
  const secret = await cipher.encrypt("whsec_1", signingSecretContext("acme", "secret-1"));
  const insert = (sql: string, ...values: unknown[]) => env.REGISTRY.prepare(sql).bind(...values);
  await env.REGISTRY.batch([
    insert("INSERT INTO stores VALUES ('acme', 'https://shop.example/hook', 1, 1, 1)"),
    insert(
      "INSERT INTO vendor_keys (store, public_key, sealed_secret, created_at) VALUES ('acme', 'key-1', ?, 1)",
      key,
    ),
    insert(
      "INSERT INTO signing_secrets (secret_id, store, sealed_secret, created_at) VALUES ('secret-1', 'acme', ?, 1)",
      secret,
    ),
  ]);

  await applyD1Migrations(env.REGISTRY, env.MIGRATIONS);

  const tenant = await loadTenant(env, "acme");
  expect(tenant?.keys).toEqual(new Map([["key-1", "vendor-secret"]]));
  expect(tenant?.signingSecrets).toEqual([{ secret: "whsec_1", expiresAt: null }]);
});
