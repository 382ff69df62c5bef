import fc from "fast-check";
import { expect, test } from "vitest";
import { shardOf } from "../../src/mailbox/shard-of.ts";

test("an entity has one shard, within the tenant's", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (entity, shards) => {
      const shard = shardOf(entity, shards);
      expect(shard).toBe(shardOf(entity, shards));
      expect(Number.isInteger(shard) && shard >= 0 && shard < shards).toBe(true);
    }),
  );
});

// Stored events don't move, so these must never change.
test.each([
  ["invoice:d973a8f2-0000-4000-8000-000000000001", 8, 1],
  ["payout:1", 8, 6],
  ["invoice:é", 64, 21],
])("%s of %i is in shard %i", (entity, shards, shard) => {
  expect(shardOf(entity, shards)).toBe(shard);
});

test("entities are spread evenly over the shards", () => {
  const counts = Array(16).fill(0);
  for (let i = 0; i < 16_000; i++) counts[shardOf(`invoice:${i}`, 16)]++;
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1200);
});
