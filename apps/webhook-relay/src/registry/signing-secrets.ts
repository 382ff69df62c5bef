import { decodeBase64, encodeBase64 } from "../base64.ts";
import { RelayArgumentError } from "../errors.ts";
import { getSecretCipher, signingSecretContext } from "./secret-cipher.ts";
import { touchTenant } from "./touch-tenant.ts";

const PREFIX = "whsec_";
const MIN_BYTES = 24;
const MAX_BYTES = 64;

/** How long a replaced signing secret continues to sign, in milliseconds. */
const SIGNING_OVERLAP_MS = 24 * 3_600_000;

/** A new secret for signing deliveries: 32 random bytes. */
export function createSigningSecret(): string {
  return PREFIX + encodeBase64(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * Key bytes of a `whsec_…` secret: 24 to 64, as Standard Webhooks recommends.
 *
 * @throws {RelayArgumentError}
 */
export function signingKeyBytes(secret: string): Uint8Array<ArrayBuffer> {
  const bytes = secret.startsWith(PREFIX) ? decodeBase64(secret.slice(PREFIX.length)) : undefined;
  if (bytes === undefined || bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
    throw new RelayArgumentError(`signingSecret must be whsec_ and base64 of ${MIN_BYTES} to ${MAX_BYTES} bytes`);
  }
  return bytes;
}

/** Statement that inserts a tenant's current signing secret. */
export async function insertSigningSecret(
  env: Env,
  tenant: string,
  secret: string,
  now: number,
): Promise<D1PreparedStatement> {
  const cipher = await getSecretCipher(env);
  const secretId = crypto.randomUUID();
  return env.REGISTRY.prepare(
    "INSERT INTO signing_secrets (secret_id, store, encrypted_secret, created_at) VALUES (?, ?, ?, ?)",
  ).bind(secretId, tenant, await cipher.encrypt(secret, signingSecretContext(tenant, secretId)), now);
}

/**
 * Makes `secret` the tenant's current signing secret. The previous one continues to sign for 24 h.
 *
 * @returns when the previous one expires, in milliseconds since 1970.
 */
export async function rotateSigningSecret(env: Env, tenant: string, secret: string, now: number): Promise<number> {
  const db = env.REGISTRY;
  const expiresAt = now + SIGNING_OVERLAP_MS;
  await db.batch([
    db.prepare("DELETE FROM signing_secrets WHERE store = ? AND expires_at <= ?").bind(tenant, now),
    db
      .prepare("UPDATE signing_secrets SET expires_at = ?2 WHERE store = ?1 AND expires_at IS NULL")
      .bind(tenant, expiresAt),
    await insertSigningSecret(env, tenant, secret, now),
    touchTenant(env, tenant, now),
  ]);
  return expiresAt;
}
