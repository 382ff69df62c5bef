import { createSecretCipher, signingSecretContext, vendorKeyContext } from "../src/registry/secret-cipher.ts";

/** The registry's tables, rows as in migrations/0001_registry.sql. */
export interface RegistryRows {
  stores: { store: string; url: string; shards: number }[];
  vendor_keys: { store: string; public_key: string; encrypted_secret: string }[];
  signing_secrets: { store: string; secret_id: string; encrypted_secret: string; expires_at: null }[];
}

export interface BenchTenant {
  name: string;
  url: string;
  key: { publicKey: string; secretKey: string };
  signingSecret: string;
}

/** Rows for tenants, encrypted as the registry encrypts them. */
export async function registryRows(masterKey: string, tenants: readonly BenchTenant[]): Promise<RegistryRows> {
  const cipher = await createSecretCipher(masterKey);
  const rows: RegistryRows = { stores: [], vendor_keys: [], signing_secrets: [] };
  for (const { name, url, key, signingSecret } of tenants) {
    rows.stores.push({ store: name, url, shards: 1 });
    rows.vendor_keys.push({
      store: name,
      public_key: key.publicKey,
      encrypted_secret: await cipher.encrypt(key.secretKey, vendorKeyContext(name, key.publicKey)),
    });
    rows.signing_secrets.push({
      store: name,
      secret_id: "1",
      encrypted_secret: await cipher.encrypt(signingSecret, signingSecretContext(name, "1")),
      expires_at: null,
    });
  }
  return rows;
}
