import { errorFields, log } from "../log.ts";
import { loadTenant } from "./registry.ts";
import { isTenantName, type Tenant } from "./tenant.ts";

/** How long a change made through another isolate may go unseen, in milliseconds. */
const MAX_AGE_MS = 15_000;
const MAX_AGE_OF_ABSENCE_MS = 2_000;
/** How old an entry may be that is used while the registry doesn't answer. */
const MAX_STALE_MS = 3_600_000;
const MAX_ENTRIES = 1_000;

interface Entry {
  store: Tenant | undefined;
  loadedAt: number;
}

// Values only, never promises: a request must not wait for another's I/O.
const present = new Map<string, Entry>();
/** Names that no store has, apart from the others: whoever makes up names must not crowd out the real ones. */
const absent = new Map<string, Entry>();

/**
 * A store by name, at most `maxAgeMs` old (default 15 s; 2 s for one that didn't exist), or up to an hour old while the
 * registry doesn't answer.
 *
 * @throws where the registry doesn't answer and nothing is known of the store.
 */
export async function findTenant(env: Env, name: string, maxAgeMs = MAX_AGE_MS): Promise<Tenant | undefined> {
  if (!isTenantName(name)) return undefined;
  const entry = present.get(name) ?? absent.get(name);
  const ageMs = entry === undefined ? Number.POSITIVE_INFINITY : Date.now() - entry.loadedAt;
  const limitMs = entry?.store === undefined ? Math.min(maxAgeMs, MAX_AGE_OF_ABSENCE_MS) : maxAgeMs;
  if (entry !== undefined && ageMs < limitMs) return entry.store;
  try {
    const store = await loadTenant(env, name);
    remember(name, store);
    return store;
  } catch (error) {
    if (entry?.store === undefined || ageMs > MAX_STALE_MS) throw error;
    log("warn", "registry_stale", { store: name, ageMs, ...errorFields(error) });
    return entry.store;
  }
}

function remember(name: string, store: Tenant | undefined): void {
  forgetTenant(name);
  const entries = store === undefined ? absent : present;
  if (entries.size >= MAX_ENTRIES) {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
  entries.set(name, { store, loadedAt: Date.now() });
}

/** Forgets a store, so that this isolate sees a change at once. */
export function forgetTenant(name: string): void {
  present.delete(name);
  absent.delete(name);
}
