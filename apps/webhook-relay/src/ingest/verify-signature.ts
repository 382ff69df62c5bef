import { verify } from "@calypso-commerce/core";
import { findTenant } from "../registry/find-tenant.ts";
import type { Tenant } from "../registry/tenant.ts";

/** Verified against where `Key` is unknown, so that an unknown key takes as long as a wrong signature. */
const DECOY_SECRET = "no store has this key";
/** How old the known keys may be when a signature is refused. */
const MAX_KEYS_AGE_MS = 1_000;

/** Whether `sign` is the body's under the store's key `key`. */
export async function verifySignature(
  env: Env,
  store: Tenant,
  body: Uint8Array,
  { key, sign }: { key: string; sign: string },
): Promise<boolean> {
  if (await matches(store, body, key, sign)) return true;
  // The key may have been registered just now, through another isolate. Whatever was wrong, the same is done.
  const fresh = await findTenant(env, store.store, MAX_KEYS_AGE_MS);
  return fresh !== undefined && fresh !== store && matches(fresh, body, key, sign);
}

async function matches(store: Tenant, body: Uint8Array, key: string, sign: string): Promise<boolean> {
  const secret = store.keys.get(key);
  const isMatch = await verify(body, sign, secret ?? DECOY_SECRET);
  return isMatch && secret !== undefined;
}
