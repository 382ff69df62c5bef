import type { Env } from "../env.ts";
import type { Mailbox } from "./mailbox.ts";

/** Which shard of a store's mailbox an entity belongs to: FNV-1a of its name, modulo the number of shards. */
export function shardOf(entityName: string, shards: number): number {
  if (shards === 1) return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < entityName.length; i++) {
    hash = Math.imul(hash ^ entityName.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash % shards;
}

const ids = new Map<string, DurableObjectId>();
const MAX_IDS = 1_000;

/** A fresh stub of one shard. Make a new one after an error: a stub that failed stays broken. */
export function mailboxOf(env: Env, store: string, shard: number): DurableObjectStub<Mailbox> {
  const name = `${store}/${shard}`;
  let id = ids.get(name);
  if (id === undefined) {
    id = env.MAILBOXES.idFromName(name);
    if (ids.size >= MAX_IDS) ids.clear();
    ids.set(name, id);
  }
  return env.MAILBOXES.get(id);
}

/** Stubs of all shards of a store, in order. */
export function mailboxesOf(env: Env, store: { store: string; shards: number }): DurableObjectStub<Mailbox>[] {
  return Array.from({ length: store.shards }, (_, shard) => mailboxOf(env, store.store, shard));
}
