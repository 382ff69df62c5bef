import { insertSigningSecret } from "./signing-secrets.ts";
import type { TenantSummary, VendorKey } from "./tenant.ts";
import { upsertVendorKey } from "./vendor-keys.ts";

export interface TenantInput {
  name: string;
  url: string;
  shards: number;
  keys: readonly VendorKey[];
  /** Replaces all signing secrets, if given. */
  signingSecret?: string | undefined;
}

/** Creates or replaces a tenant in one transaction. The caller has checked the input. */
export async function putTenant(env: Env, input: TenantInput, now: number): Promise<void> {
  const db = env.REGISTRY;
  const { name, url, shards, keys, signingSecret } = input;
  const statements = [
    db
      .prepare(
        `INSERT INTO stores (store, url, shards, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (store) DO UPDATE SET url = excluded.url, updated_at = excluded.updated_at`,
      )
      .bind(name, url, shards, now),
    db
      .prepare("DELETE FROM vendor_keys WHERE store = ?1 AND public_key NOT IN (SELECT value FROM json_each(?2))")
      .bind(name, JSON.stringify(keys.map((key) => key.publicKey))),
    ...(await Promise.all(keys.map((key) => upsertVendorKey(env, name, key, now)))),
  ];
  if (signingSecret !== undefined) {
    statements.push(
      db.prepare("DELETE FROM signing_secrets WHERE store = ?").bind(name),
      await insertSigningSecret(env, name, signingSecret, now),
    );
  }
  await db.batch(statements);
}

/** Removes a tenant with its keys and secrets. */
export async function deleteTenant(env: Env, name: string): Promise<void> {
  const db = env.REGISTRY;
  await db.batch([
    db.prepare("DELETE FROM vendor_keys WHERE store = ?").bind(name),
    db.prepare("DELETE FROM signing_secrets WHERE store = ?").bind(name),
    db.prepare("DELETE FROM stores WHERE store = ?").bind(name),
  ]);
}

/** The columns of a summary, of three tables. */
interface Row {
  store: string;
  url: string;
  shards: number;
  created_at: number;
  updated_at: number;
  public_key: string;
  last_used_at: number | null;
  expires_at: number | null;
}

const isoDate = (ms: number): string => new Date(ms).toISOString();

/** Tenants without their secrets, by name: all of them, or only the named one. */
export async function summarizeTenants(env: Env, name?: string): Promise<TenantSummary[]> {
  const db = env.REGISTRY;
  const where = name === undefined ? "" : "WHERE store = ?1";
  const bind = (statement: D1PreparedStatement): D1PreparedStatement =>
    name === undefined ? statement : statement.bind(name);
  const [stores, keys, secrets] = await db.batch<Row>([
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
