import { createSecretCipher } from "../src/registry/secret-cipher.ts";

/** The registry's tables, rows as in migrations/0001_registry.sql. */
export interface Registry {
  stores: { store: string; url: string; shards: number }[];
  vendor_keys: { store: string; public_key: string; sealed_secret: string }[];
  signing_secrets: { store: string; secret_id: string; sealed_secret: string; expires_at: null }[];
}

export interface BenchStore {
  store: string;
  url: string;
  key: { publicKey: string; secretKey: string };
  signingSecret: string;
}

/** Rows for stores, sealed as the registry seals them. */
export async function registryRows(masterKey: string, stores: readonly BenchStore[]): Promise<Registry> {
  const box = await createSecretCipher(masterKey);
  const rows: Registry = { stores: [], vendor_keys: [], signing_secrets: [] };
  for (const { store, url, key, signingSecret } of stores) {
    rows.stores.push({ store, url, shards: 1 });
    rows.vendor_keys.push({
      store,
      public_key: key.publicKey,
      sealed_secret: await box.seal(key.secretKey, `vendor-key/${store}/${key.publicKey}`),
    });
    rows.signing_secrets.push({
      store,
      secret_id: "1",
      sealed_secret: await box.seal(signingSecret, `signing-secret/${store}/1`),
      expires_at: null,
    });
  }
  return rows;
}
