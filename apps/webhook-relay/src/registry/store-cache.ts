import type { Env } from "../env.ts";
import { loadStore } from "./registry.ts";
import { isStoreName, type Store } from "./store.ts";

/** How long a change made through another isolate may go unseen, in milliseconds. */
const MAX_AGE_MS = 15_000;
const MAX_AGE_OF_ABSENCE_MS = 2_000;
const MAX_ENTRIES = 1_000;

interface Entry {
  store: Store | undefined;
  loadedAt: number;
}

// Values only, never promises: an isolate must not await another request's I/O.
const entries = new Map<string, Entry>();

/**
 * A store by name, at most `maxAgeMs` old (default 15 s, 2 s for one that didn't exist).
 *
 * @throws where D1 doesn't answer and no entry is fresh enough.
 */
export async function findStore(env: Env, name: string, maxAgeMs = MAX_AGE_MS): Promise<Store | undefined> {
  if (!isStoreName(name)) return undefined;
  const entry = entries.get(name);
  if (entry !== undefined) {
    const limitMs = entry.store === undefined ? Math.min(maxAgeMs, MAX_AGE_OF_ABSENCE_MS) : maxAgeMs;
    if (Date.now() - entry.loadedAt < limitMs) return entry.store;
  }
  const store = await loadStore(env, name);
  entries.delete(name);
  if (entries.size >= MAX_ENTRIES) {
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
  entries.set(name, { store, loadedAt: Date.now() });
  return store;
}

/** Forgets a store, so that this isolate sees a change at once. */
export function forgetStore(name: string): void {
  entries.delete(name);
}
