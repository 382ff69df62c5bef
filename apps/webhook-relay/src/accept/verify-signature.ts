import { verify } from "../calypso.ts";
import type { Env } from "../env.ts";
import type { Store } from "../registry/store.ts";
import { findStore } from "../registry/store-cache.ts";

/** Verified against where `Key` is unknown, so that an unknown key takes as long as a wrong signature. */
const DECOY_SECRET = "no store has this key";
/** How old the known keys may be when a signature is refused. */
const MAX_KEYS_AGE_MS = 1_000;

/** Whether `sign` is the body's under the store's key `key`. */
export async function isSigned(
  env: Env,
  store: Store,
  body: Uint8Array,
  { key, sign }: { key: string; sign: string },
): Promise<boolean> {
  if (await matches(store, body, key, sign)) return true;
  // The key may have been registered just now, through another isolate. Whatever was wrong, the same is done.
  const fresh = await findStore(env, store.store, MAX_KEYS_AGE_MS);
  return fresh !== undefined && fresh !== store && matches(fresh, body, key, sign);
}

async function matches(store: Store, body: Uint8Array, key: string, sign: string): Promise<boolean> {
  const secret = store.keys.get(key);
  const isMatch = await verify(body, sign, secret ?? DECOY_SECRET);
  return isMatch && secret !== undefined;
}
