import { RelayArgumentError } from "../errors.ts";
import { getSecretCipher, vendorKeyContext } from "./secret-cipher.ts";
import type { VendorKey } from "./tenant.ts";
import { touchTenant } from "./touch-tenant.ts";

/** @throws {RelayArgumentError} if a key pair is invalid, or a public key is given twice. */
export function checkVendorKeys(keys: readonly VendorKey[]): void {
  const seen = new Set<string>();
  for (const { publicKey, secretKey } of keys) {
    if (!/^[\x21-\x7e]{1,200}$/.test(publicKey)) {
      throw new RelayArgumentError("publicKey must be 1 to 200 printable characters without white space");
    }
    if (secretKey.trim() === "" || secretKey.length > 500) {
      throw new RelayArgumentError("secretKey must not be blank nor longer than 500 characters");
    }
    if (seen.has(publicKey)) throw new RelayArgumentError("keys contains the same publicKey twice");
    seen.add(publicKey);
  }
}

/** Statement that adds a vendor key, or replaces the secret of one. */
export async function upsertVendorKey(
  env: Env,
  tenant: string,
  { publicKey, secretKey }: VendorKey,
  now: number,
): Promise<D1PreparedStatement> {
  const cipher = await getSecretCipher(env);
  return env.REGISTRY.prepare(
    `INSERT INTO vendor_keys (store, public_key, encrypted_secret, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (store, public_key) DO UPDATE SET encrypted_secret = excluded.encrypted_secret`,
  ).bind(tenant, publicKey, await cipher.encrypt(secretKey, vendorKeyContext(tenant, publicKey)), now);
}

/** Adds a vendor key, or replaces the secret of one. */
export async function putVendorKey(env: Env, tenant: string, key: VendorKey, now: number): Promise<void> {
  await env.REGISTRY.batch([await upsertVendorKey(env, tenant, key, now), touchTenant(env, tenant, now)]);
}

/** Removes a vendor key. @returns whether it existed. */
export async function deleteVendorKey(env: Env, tenant: string, publicKey: string, now: number): Promise<boolean> {
  const [deleted] = await env.REGISTRY.batch([
    env.REGISTRY.prepare("DELETE FROM vendor_keys WHERE store = ? AND public_key = ?").bind(tenant, publicKey),
    touchTenant(env, tenant, now),
  ]);
  return (deleted?.meta.changes ?? 0) > 0;
}
