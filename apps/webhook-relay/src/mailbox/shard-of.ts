/** Which shard of a store's mailbox an entity belongs to: FNV-1a of its name, modulo the number of shards. */
export function shardOf(entityName: string, shards: number): number {
  if (shards === 1) return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < entityName.length; i++) {
    hash = Math.imul(hash ^ entityName.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash % shards;
}
