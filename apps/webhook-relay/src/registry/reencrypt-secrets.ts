import { getSecretCipher, signingSecretContext, vendorKeyContext } from "./secret-cipher.ts";

interface KeyRow {
  store: string;
  public_key: string;
  encrypted_secret: string;
}
interface SecretRow {
  store: string;
  secret_id: string;
  encrypted_secret: string;
}

/**
 * Encrypts every secret that another master key encrypted with the first one. Afterwards the other keys can be removed
 * from `RELAY_MASTER_KEY`.
 *
 * @returns how many secrets.
 */
export async function reencryptSecrets(env: Env): Promise<number> {
  const db = env.REGISTRY;
  const cipher = await getSecretCipher(env);
  const isOld = `encrypted_secret NOT LIKE 'v1.${cipher.keyId}.%'`;
  const [keys, secrets] = await db.batch<KeyRow & SecretRow>([
    db.prepare(`SELECT store, public_key, encrypted_secret FROM vendor_keys WHERE ${isOld}`),
    db.prepare(`SELECT store, secret_id, encrypted_secret FROM signing_secrets WHERE ${isOld}`),
  ]);
  const reencrypt = async (encrypted: string, context: string): Promise<string> =>
    cipher.encrypt(await cipher.decrypt(encrypted, context), context);
  // The conditions on the old value spare a row that was changed since it was read.
  const updates = [
    ...(keys?.results ?? []).map(async ({ store, public_key, encrypted_secret }) =>
      db
        .prepare(
          "UPDATE vendor_keys SET encrypted_secret = ?1 WHERE store = ?2 AND public_key = ?3 AND encrypted_secret = ?4",
        )
        .bind(
          await reencrypt(encrypted_secret, vendorKeyContext(store, public_key)),
          store,
          public_key,
          encrypted_secret,
        ),
    ),
    ...(secrets?.results ?? []).map(async ({ store, secret_id, encrypted_secret }) =>
      db
        .prepare("UPDATE signing_secrets SET encrypted_secret = ?1 WHERE secret_id = ?2 AND encrypted_secret = ?3")
        .bind(await reencrypt(encrypted_secret, signingSecretContext(store, secret_id)), secret_id, encrypted_secret),
    ),
  ];
  const statements = await Promise.all(updates);
  if (statements.length > 0) await db.batch(statements);
  return statements.length;
}
