import { RelayArgumentError } from "../errors.ts";
import { secretCipherOf } from "./secret-cipher.ts";
import type { SigningSecret, Tenant, TenantSummary, VendorKey } from "./tenant.ts";

interface StoreRow {
  store: string;
  url: string;
  shards: number;
  created_at: number;
  updated_at: number;
}
interface KeyRow {
  store: string;
  public_key: string;
  sealed_secret: string;
  created_at: number;
  last_used_at: number | null;
}
interface SecretRow {
  secret_id: string;
  store: string;
  sealed_secret: string;
  created_at: number;
  expires_at: number | null;
}

/** What a store is set to. */
export interface TenantInput {
  store: string;
  url: string;
  shards: number;
  keys: readonly VendorKey[];
  /** Replaces all signing secrets where given. */
  signingSecret?: string | undefined;
}

// What a sealed secret is bound to.
const vendorKeyContext = (store: string, publicKey: string): string => `vendor-key/${store}/${publicKey}`;
const signingSecretContext = (store: string, secretId: string): string => `signing-secret/${store}/${secretId}`;

/** A store with its secrets opened, straight from D1; `undefined` where there is none of that name. */
export async function loadTenant(env: Env, store: string): Promise<Tenant | undefined> {
  const db = env.REGISTRY;
  const [stores, keys, secrets] = await db.batch<StoreRow & KeyRow & SecretRow>([
    db.prepare("SELECT store, url, shards FROM stores WHERE store = ?").bind(store),
    db.prepare("SELECT public_key, sealed_secret FROM vendor_keys WHERE store = ?").bind(store),
    db
      .prepare(
        "SELECT secret_id, sealed_secret, expires_at FROM signing_secrets WHERE store = ? ORDER BY created_at DESC",
      )
      .bind(store),
  ]);
  const row = stores?.results[0];
  if (row === undefined) return undefined;
  const box = await secretCipherOf(env);
  const opened = await Promise.all(
    (keys?.results ?? []).map(
      async (key) =>
        [key.public_key, await box.open(key.sealed_secret, vendorKeyContext(store, key.public_key))] as const,
    ),
  );
  const signingSecrets = await Promise.all(
    (secrets?.results ?? []).map(
      async (secret): Promise<SigningSecret> => ({
        secret: await box.open(secret.sealed_secret, signingSecretContext(store, secret.secret_id)),
        expiresAt: secret.expires_at,
      }),
    ),
  );
  // The current secret has no end.
  signingSecrets.sort((a, b) => (b.expiresAt ?? Number.MAX_SAFE_INTEGER) - (a.expiresAt ?? Number.MAX_SAFE_INTEGER));
  return { store, url: row.url, shards: row.shards, keys: new Map(opened), signingSecrets };
}

/** Creates or replaces a store in one transaction. Checks nothing: the caller has. */
export async function putTenant(env: Env, input: TenantInput, now: number): Promise<void> {
  const db = env.REGISTRY;
  const { store } = input;
  const box = await secretCipherOf(env);
  const statements = [
    db
      .prepare(
        `INSERT INTO stores (store, url, shards, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (store) DO UPDATE SET url = excluded.url, updated_at = excluded.updated_at`,
      )
      .bind(store, input.url, input.shards, now),
    db
      .prepare("DELETE FROM vendor_keys WHERE store = ?1 AND public_key NOT IN (SELECT value FROM json_each(?2))")
      .bind(store, JSON.stringify(input.keys.map((key) => key.publicKey))),
    ...(await Promise.all(input.keys.map((key) => upsertKey(env, store, key, now)))),
  ];
  if (input.signingSecret !== undefined) {
    const secretId = crypto.randomUUID();
    statements.push(
      db.prepare("DELETE FROM signing_secrets WHERE store = ?").bind(store),
      db
        .prepare("INSERT INTO signing_secrets (secret_id, store, sealed_secret, created_at) VALUES (?, ?, ?, ?)")
        .bind(secretId, store, await box.seal(input.signingSecret, signingSecretContext(store, secretId)), now),
    );
  }
  await db.batch(statements);
}

async function upsertKey(env: Env, store: string, key: VendorKey, now: number): Promise<D1PreparedStatement> {
  const box = await secretCipherOf(env);
  return env.REGISTRY.prepare(
    `INSERT INTO vendor_keys (store, public_key, sealed_secret, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (store, public_key) DO UPDATE SET sealed_secret = excluded.sealed_secret`,
  ).bind(store, key.publicKey, await box.seal(key.secretKey, vendorKeyContext(store, key.publicKey)), now);
}

/** Adds a vendor key, or replaces the secret of one. */
export async function putVendorKey(env: Env, store: string, key: VendorKey, now: number): Promise<void> {
  await env.REGISTRY.batch([await upsertKey(env, store, key, now), touch(env, store, now)]);
}

const touch = (env: Env, store: string, now: number): D1PreparedStatement =>
  env.REGISTRY.prepare("UPDATE stores SET updated_at = ? WHERE store = ?").bind(now, store);

/** Removes a vendor key. @returns whether there was one. */
export async function deleteVendorKey(env: Env, store: string, publicKey: string, now: number): Promise<boolean> {
  const [deleted] = await env.REGISTRY.batch([
    env.REGISTRY.prepare("DELETE FROM vendor_keys WHERE store = ? AND public_key = ?").bind(store, publicKey),
    touch(env, store, now),
  ]);
  return (deleted?.meta.changes ?? 0) > 0;
}

/** Removes a store with its keys and secrets. */
export async function deleteTenant(env: Env, store: string): Promise<void> {
  const db = env.REGISTRY;
  await db.batch([
    db.prepare("DELETE FROM vendor_keys WHERE store = ?").bind(store),
    db.prepare("DELETE FROM signing_secrets WHERE store = ?").bind(store),
    db.prepare("DELETE FROM stores WHERE store = ?").bind(store),
  ]);
}

/** How long a signing secret signs beside its successor, in milliseconds. */
export const SIGNING_OVERLAP_MS = 24 * 3_600_000;

/**
 * Makes `secret` the store's current signing secret; the ones before it sign for 24 h more at the most.
 *
 * @returns when the one before it ends, in milliseconds since 1970.
 */
export async function rotateSigningSecret(env: Env, store: string, secret: string, now: number): Promise<number> {
  const db = env.REGISTRY;
  const box = await secretCipherOf(env);
  const secretId = crypto.randomUUID();
  const expiresAt = now + SIGNING_OVERLAP_MS;
  await db.batch([
    db.prepare("DELETE FROM signing_secrets WHERE store = ? AND expires_at <= ?").bind(store, now),
    db
      .prepare("UPDATE signing_secrets SET expires_at = ?2 WHERE store = ?1 AND expires_at IS NULL")
      .bind(store, expiresAt),
    db
      .prepare("INSERT INTO signing_secrets (secret_id, store, sealed_secret, created_at) VALUES (?, ?, ?, ?)")
      .bind(secretId, store, await box.seal(secret, signingSecretContext(store, secretId)), now),
    touch(env, store, now),
  ]);
  return expiresAt;
}

/**
 * Seals again, under the first master key, what another one sealed. After it the other keys can be taken out of
 * `RELAY_MASTER_KEY`.
 *
 * @returns how many secrets.
 */
export async function reencryptSecrets(env: Env): Promise<number> {
  const db = env.REGISTRY;
  const box = await secretCipherOf(env);
  const isOld = `sealed_secret NOT LIKE 'v1.${box.keyId}.%'`;
  const [keys, secrets] = await db.batch<KeyRow & SecretRow>([
    db.prepare(`SELECT store, public_key, sealed_secret FROM vendor_keys WHERE ${isOld}`),
    db.prepare(`SELECT store, secret_id, sealed_secret FROM signing_secrets WHERE ${isOld}`),
  ]);
  const reseal = async (sealed: string, context: string): Promise<string> =>
    box.seal(await box.open(sealed, context), context);
  // Only where the row is still as it was read.
  const updates = [
    ...(keys?.results ?? []).map(async (row) =>
      db
        .prepare(
          "UPDATE vendor_keys SET sealed_secret = ?1 WHERE store = ?2 AND public_key = ?3 AND sealed_secret = ?4",
        )
        .bind(
          await reseal(row.sealed_secret, vendorKeyContext(row.store, row.public_key)),
          row.store,
          row.public_key,
          row.sealed_secret,
        ),
    ),
    ...(secrets?.results ?? []).map(async (row) =>
      db
        .prepare("UPDATE signing_secrets SET sealed_secret = ?1 WHERE secret_id = ?2 AND sealed_secret = ?3")
        .bind(
          await reseal(row.sealed_secret, signingSecretContext(row.store, row.secret_id)),
          row.secret_id,
          row.sealed_secret,
        ),
    ),
  ];
  const statements = await Promise.all(updates);
  if (statements.length > 0) await db.batch(statements);
  return statements.length;
}

const isoDate = (ms: number): string => new Date(ms).toISOString();

/** Stores without their secrets, by name; all of them, or the one named. */
export async function summarizeTenants(env: Env, store?: string): Promise<TenantSummary[]> {
  const db = env.REGISTRY;
  const where = store === undefined ? "" : "WHERE store = ?1";
  const bind = (statement: D1PreparedStatement): D1PreparedStatement =>
    store === undefined ? statement : statement.bind(store);
  const [stores, keys, secrets] = await db.batch<StoreRow & KeyRow & SecretRow>([
    bind(db.prepare(`SELECT * FROM stores ${where} ORDER BY store`)),
    bind(
      db.prepare(`SELECT store, public_key, created_at, last_used_at FROM vendor_keys ${where} ORDER BY created_at`),
    ),
    bind(db.prepare(`SELECT store, created_at, expires_at FROM signing_secrets ${where} ORDER BY created_at DESC`)),
  ]);
  return (stores?.results ?? []).map((row) => ({
    store: row.store,
    url: row.url,
    shards: row.shards,
    createdAt: isoDate(row.created_at),
    updatedAt: isoDate(row.updated_at),
    keys: (keys?.results ?? [])
      .filter((key) => key.store === row.store)
      .map((key) => ({
        publicKey: key.public_key,
        createdAt: isoDate(key.created_at),
        lastUsedAt: key.last_used_at === null ? null : isoDate(key.last_used_at),
      })),
    signingSecrets: (secrets?.results ?? [])
      .filter((secret) => secret.store === row.store)
      .map((secret) => ({
        createdAt: isoDate(secret.created_at),
        expiresAt: secret.expires_at === null ? null : isoDate(secret.expires_at),
      })),
  }));
}

/** @throws {RelayArgumentError} where a key pair won't do, or one public key is given twice. */
export function checkVendorKeys(keys: readonly VendorKey[]): void {
  const seen = new Set<string>();
  for (const { publicKey, secretKey } of keys) {
    if (!/^[\x21-\x7e]{1,200}$/.test(publicKey)) {
      throw new RelayArgumentError("publicKey must be 1 to 200 printable characters without white space");
    }
    if (secretKey.trim() === "" || secretKey.length > 500) {
      throw new RelayArgumentError("secretKey must not be blank nor longer than 500 characters");
    }
    if (seen.has(publicKey)) throw new RelayArgumentError("keys holds the same publicKey twice");
    seen.add(publicKey);
  }
}
