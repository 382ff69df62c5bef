import { describe, expect, test, vi } from "vitest";
import { GroupCommit } from "../../src/mailbox/group-commit.ts";

describe("GroupCommit", () => {
  test("commits items that arrive together once", async () => {
    const commit = vi.fn((_: number[]) => {});
    const group = new GroupCommit(commit, 100);
    await Promise.all([1, 2, 3].map((item) => group.add(item)));
    expect(commit.mock.calls).toEqual([[[1, 2, 3]]]);
  });

  test("commits a full group at once", async () => {
    const commit = vi.fn((_: number[]) => {});
    const group = new GroupCommit(commit, 2);
    await Promise.all([1, 2, 3].map((item) => group.add(item)));
    expect(commit.mock.calls).toEqual([[[1, 2]], [[3]]]);
  });

  test("rejects all items of a failed group, and accepts the next", async () => {
    const commit = vi
      .fn((_: number[]) => {})
      .mockImplementationOnce(() => {
        throw new Error("disk full");
      });
    const group = new GroupCommit(commit, 100);
    const results = await Promise.allSettled([group.add(1), group.add(2)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await group.add(3);
    expect(commit).toHaveBeenLastCalledWith([3]);
  });
});
