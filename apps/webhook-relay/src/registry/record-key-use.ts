import { errorFields, log } from "../log.ts";

/** Resolution of a key's last use, in milliseconds. */
const RESOLUTION_MS = 60_000;
const MAX_ENTRIES = 1_000;

const recordedAt = new Map<string, number>();

/**
 * Records that a key verified an event: at most once a minute and isolate. A failure is only logged, because no event
 * depends on it.
 */
export function recordKeyUse(env: Env, ctx: ExecutionContext, tenant: string, publicKey: string): void {
  const now = Date.now();
  const name = `${tenant}/${publicKey}`;
  if (now - (recordedAt.get(name) ?? 0) < RESOLUTION_MS) return;
  if (recordedAt.size >= MAX_ENTRIES) recordedAt.clear();
  recordedAt.set(name, now);
  ctx.waitUntil(
    env.REGISTRY.prepare("UPDATE vendor_keys SET last_used_at = ?3 WHERE store = ?1 AND public_key = ?2")
      .bind(tenant, publicKey, now)
      .run()
      .catch((error: unknown) => log("warn", "key_use_lost", { tenant, ...errorFields(error) })),
  );
}
