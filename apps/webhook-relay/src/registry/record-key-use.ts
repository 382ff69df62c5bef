import { errorFields, log } from "../log.ts";

/** How exact a key's last use is, in milliseconds. */
const GRAIN_MS = 60_000;
const MAX_ENTRIES = 1_000;

const notedAt = new Map<string, number>();

/** Notes that a key verified an event, once a minute and isolate at most. A failure is logged: no event depends on it. */
export function recordKeyUse(env: Env, ctx: ExecutionContext, store: string, publicKey: string): void {
  const now = Date.now();
  const name = `${store}/${publicKey}`;
  if (now - (notedAt.get(name) ?? 0) < GRAIN_MS) return;
  if (notedAt.size >= MAX_ENTRIES) notedAt.clear();
  notedAt.set(name, now);
  ctx.waitUntil(
    env.REGISTRY.prepare("UPDATE vendor_keys SET last_used_at = ?3 WHERE store = ?1 AND public_key = ?2")
      .bind(store, publicKey, now)
      .run()
      .catch((error: unknown) => log("warn", "key_use_lost", { store, ...errorFields(error) })),
  );
}
