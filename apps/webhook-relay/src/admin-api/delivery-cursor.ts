import { RelayArgumentError } from "../errors.ts";

// A cursor is the lowest listed position of each shard, for example "12.345" for two shards.

/**
 * Positions below which the next page begins, by shard.
 *
 * @throws {RelayArgumentError} if the cursor isn't one of this tenant's.
 */
export function parseDeliveryCursor(cursor: string | undefined, shards: number): number[] {
  if (cursor === undefined || cursor === "") return Array.from({ length: shards }, () => Number.MAX_SAFE_INTEGER);
  const below = cursor.split(".").map(Number);
  if (below.length !== shards || !below.every((position) => Number.isSafeInteger(position) && position >= 0)) {
    throw new RelayArgumentError("cursor must be the cursor of this tenant's previous answer");
  }
  return below;
}

/** Cursor for the page after this one; `null` after the last. */
export function nextDeliveryCursor(
  page: readonly { record: { position: number }; shard: number }[],
  below: readonly number[],
): string | null {
  if (page.length === 0) return null;
  const next = [...below];
  for (const { record, shard } of page) next[shard] = Math.min(next[shard] ?? record.position, record.position);
  return next.join(".");
}
