import { errorFields, log } from "../log.ts";
import { loadTenant } from "./load-tenant.ts";
import { isTenantName, type Tenant } from "./tenant.ts";

/** How long a change that was made through another isolate may go unseen, in milliseconds. */
const MAX_AGE_MS = 15_000;
const MAX_AGE_OF_ABSENCE_MS = 2_000;
/** Largest age of an entry that is used while the registry doesn't answer. */
const MAX_STALE_MS = 3_600_000;
const MAX_ENTRIES = 1_000;

interface Entry {
  tenant: Tenant | undefined;
  loadedAt: number;
}

// Values, never promises: a request must not wait for the I/O of another.
const present = new Map<string, Entry>();
/** Names without a tenant, in a map of their own: invented names must not evict the registered ones. */
const absent = new Map<string, Entry>();

/**
 * A tenant by name, at most `maxAgeMs` old (default 15 s; 2 s if it did not exist), or up to an hour old while the
 * registry doesn't answer.
 *
 * @throws if the registry doesn't answer and the tenant isn't cached.
 */
export async function findTenant(env: Env, name: string, maxAgeMs = MAX_AGE_MS): Promise<Tenant | undefined> {
  if (!isTenantName(name)) return undefined;
  const entry = present.get(name) ?? absent.get(name);
  const ageMs = entry === undefined ? Number.POSITIVE_INFINITY : Date.now() - entry.loadedAt;
  const limitMs = entry?.tenant === undefined ? Math.min(maxAgeMs, MAX_AGE_OF_ABSENCE_MS) : maxAgeMs;
  if (entry !== undefined && ageMs < limitMs) return entry.tenant;
  try {
    const tenant = await loadTenant(env, name);
    cache(name, tenant);
    return tenant;
  } catch (error) {
    if (entry?.tenant === undefined || ageMs > MAX_STALE_MS) throw error;
    log("warn", "registry_stale", { tenant: name, ageMs, ...errorFields(error) });
    return entry.tenant;
  }
}

function cache(name: string, tenant: Tenant | undefined): void {
  forgetTenant(name);
  const entries = tenant === undefined ? absent : present;
  if (entries.size >= MAX_ENTRIES) {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
  entries.set(name, { tenant, loadedAt: Date.now() });
}

/** Removes a tenant from the cache, so that this isolate sees a change at once. */
export function forgetTenant(name: string): void {
  present.delete(name);
  absent.delete(name);
}
