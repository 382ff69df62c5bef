import { getSecretCipher, signingSecretContext, vendorKeyContext } from "./secret-cipher.ts";
import type { SigningSecret, Tenant } from "./tenant.ts";

/** The columns that a tenant is loaded from, of three tables. */
interface Row {
  url: string;
  shards: number;
  public_key: string;
  secret_id: string;
  encrypted_secret: string;
  expires_at: number | null;
}

/** A tenant from D1, with its secrets decrypted; `undefined` if none has this name. */
export async function loadTenant(env: Env, name: string): Promise<Tenant | undefined> {
  const db = env.REGISTRY;
  const [stores, keys, secrets] = await db.batch<Row>([
    db.prepare("SELECT store, url, shards FROM stores WHERE store = ?").bind(name),
    db.prepare("SELECT public_key, encrypted_secret FROM vendor_keys WHERE store = ?").bind(name),
    db
      .prepare(
        "SELECT secret_id, encrypted_secret, expires_at FROM signing_secrets WHERE store = ? ORDER BY created_at DESC",
      )
      .bind(name),
  ]);
  const row = stores?.results[0];
  if (row === undefined) return undefined;
  const cipher = await getSecretCipher(env);
  const decryptedKeys = await Promise.all(
    (keys?.results ?? []).map(
      async (key) =>
        [key.public_key, await cipher.decrypt(key.encrypted_secret, vendorKeyContext(name, key.public_key))] as const,
    ),
  );
  const signingSecrets = await Promise.all(
    (secrets?.results ?? []).map(
      async (secret): Promise<SigningSecret> => ({
        secret: await cipher.decrypt(secret.encrypted_secret, signingSecretContext(name, secret.secret_id)),
        expiresAt: secret.expires_at,
      }),
    ),
  );
  // The current secret doesn't expire.
  signingSecrets.sort((a, b) => (b.expiresAt ?? Number.MAX_SAFE_INTEGER) - (a.expiresAt ?? Number.MAX_SAFE_INTEGER));
  return { name, url: row.url, shards: row.shards, keys: new Map(decryptedKeys), signingSecrets };
}
