/** The shard of a tenant that holds an entity: FNV-1a of the entity's name, modulo the number of shards. */
export function shardOf(entityName: string, shards: number): number {
  if (shards === 1) return 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < entityName.length; i++) {
    hash = Math.imul(hash ^ entityName.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash % shards;
}
