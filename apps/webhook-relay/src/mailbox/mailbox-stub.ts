import type { Mailbox } from "./mailbox.ts";

const ids = new Map<string, DurableObjectId>();
const MAX_IDS = 1_000;

/** A fresh stub of one shard. Make a new one after an error: a stub that failed stays broken. */
export function mailboxStub(env: Env, store: string, shard: number): DurableObjectStub<Mailbox> {
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
export function mailboxStubs(env: Env, store: { store: string; shards: number }): DurableObjectStub<Mailbox>[] {
  return Array.from({ length: store.shards }, (_, shard) => mailboxStub(env, store.store, shard));
}
