import { RelayArgumentError } from "../errors.ts";

// A cursor says for each shard which positions were listed: all from here up. Written as "12.345" for two shards.

/** @throws {RelayArgumentError} for a cursor that isn't this store's. */
export function readCursor(cursor: string | undefined, shards: number): number[] {
  if (cursor === undefined || cursor === "") return Array.from({ length: shards }, () => Number.MAX_SAFE_INTEGER);
  const below = cursor.split(".").map(Number);
  if (below.length !== shards || !below.every((position) => Number.isSafeInteger(position) && position >= 0)) {
    throw new RelayArgumentError("cursor isn't one of this store's: take it from the last answer");
  }
  return below;
}

/** Cursor for the page after this one; `null` after the last. */
export function writeCursor(
  page: readonly { record: { position: number }; shard: number }[],
  below: readonly number[],
): string | null {
  if (page.length === 0) return null;
  const next = [...below];
  for (const { record, shard } of page) next[shard] = Math.min(next[shard] ?? record.position, record.position);
  return next.join(".");
}
