import { describe, expect, test, vi } from "vitest";
import { GroupCommit } from "./group-commit.ts";

const sizeOf = (item: number): number => item;

describe("GroupCommit", () => {
  test("commits once for all that came together, each with its own result", async () => {
    const commit = vi.fn((items: number[]) => items.map((item) => item * 10));
    const group = new GroupCommit({ commit, sizeOf, maxSize: 100 });
    expect(await Promise.all([1, 2, 3].map((item) => group.add(item)))).toEqual([10, 20, 30]);
    expect(commit.mock.calls).toEqual([[[1, 2, 3]]]);
  });

  test("commits at once when a group is full", async () => {
    const commit = vi.fn((items: number[]) => items);
    const group = new GroupCommit({ commit, sizeOf, maxSize: 5 });
    await Promise.all([2, 3, 1].map((item) => group.add(item)));
    expect(commit.mock.calls).toEqual([[[2, 3]], [[1]]]);
  });

  test("rejects all of a group that fails, and takes the next", async () => {
    const commit = vi
      .fn((items: number[]) => items)
      .mockImplementationOnce(() => {
        throw new Error("disk full");
      });
    const group = new GroupCommit({ commit, sizeOf, maxSize: 100 });
    const results = await Promise.allSettled([group.add(1), group.add(2)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await group.add(3)).toBe(3);
  });
});
