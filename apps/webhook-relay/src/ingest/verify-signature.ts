import { verify } from "@calypso-commerce/core";
import { findTenant } from "../registry/find-tenant.ts";
import type { Tenant } from "../registry/tenant.ts";

/** Verified against when `Key` is unknown, so that an unknown key takes as long as a wrong signature. */
const DECOY_SECRET = "no tenant has this key";
/** Largest age of the cached keys when a signature is refused, in milliseconds. */
const MAX_KEYS_AGE_MS = 1_000;

/** Whether `sign` is the body's signature under the tenant's key `key`. */
export async function verifySignature(
  env: Env,
  tenant: Tenant,
  body: Uint8Array,
  { key, sign }: { key: string; sign: string },
): Promise<boolean> {
  if (await matches(tenant, body, key, sign)) return true;
  // The key may have just been registered through another isolate. Every failure takes this path, whatever its cause.
  const fresh = await findTenant(env, tenant.name, MAX_KEYS_AGE_MS);
  return fresh !== undefined && fresh !== tenant && matches(fresh, body, key, sign);
}

async function matches(tenant: Tenant, body: Uint8Array, key: string, sign: string): Promise<boolean> {
  const secret = tenant.keys.get(key);
  const isMatch = await verify(body, sign, secret ?? DECOY_SECRET);
  return isMatch && secret !== undefined;
}
