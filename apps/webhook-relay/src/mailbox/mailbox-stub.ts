import type { Mailbox } from "./mailbox.ts";

const ids = new Map<string, DurableObjectId>();
const MAX_IDS = 1_000;

/** A new stub of one of a tenant's mailboxes. After an error make another: a stub that failed stays broken. */
export function mailboxStub(env: Env, tenant: string, shard: number): DurableObjectStub<Mailbox> {
  const name = `${tenant}/${shard}`;
  let id = ids.get(name);
  if (id === undefined) {
    id = env.MAILBOXES.idFromName(name);
    if (ids.size >= MAX_IDS) ids.clear();
    ids.set(name, id);
  }
  return env.MAILBOXES.get(id);
}

/** Stubs of all of a tenant's mailboxes, by shard. */
export function mailboxStubs(env: Env, tenant: { store: string; shards: number }): DurableObjectStub<Mailbox>[] {
  return Array.from({ length: tenant.shards }, (_, shard) => mailboxStub(env, tenant.store, shard));
}
