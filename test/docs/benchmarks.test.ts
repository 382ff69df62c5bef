import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { describe, expect, test } from "vitest";
import { section, withSections } from "../bench/report.ts";
import { reached } from "../bench/row.ts";

const row = {
  measure: "events",
  value: 1_234.5,
  unit: "1/s",
  against: "the peer",
  ratio: 1.234,
  aim: "ratio 2 or more",
};
const date = new Date("2026-11-21T08:30:59Z");

describe("the page of benchmarks", () => {
  test("has parts that are measured, and no other", () => {
    const page = readFileSync(join(root, "docs/benchmarks.md"), "utf8");
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    const parts = globSync("test/bench/*.bench.ts", { cwd: root }).map((file) => basename(file, ".bench.ts"));
    expect(sections.length).toBeGreaterThan(0);
    expect(sections.filter((name) => !parts.includes(name ?? ""))).toEqual([]);
    for (const text of page.split(/^## /m).slice(1))
      expect(text).toMatch(/^Measured \d{4}-\d\d-\d\d \d\d:\d\d UTC on .+ cores, .+ GiB, .+; Node \d.+, workerd \d/m);
  });
});

describe("a report", () => {
  test("has value, peer, ratio, aim and verdict, where and when", () => {
    const lines = section("relay", [row], "a machine", date).split("\n");
    expect(lines[2]).toBe("Measured 2026-11-21 08:30 UTC on a machine.");
    expect(lines[6]).toBe("| events | 1,235 1/s | the peer | 1.23 | ratio 2 or more | **no** |");
  });

  test("of some parts leaves the others as they are", () => {
    const page = withSections("", new Map([["b", section("b", [row], "old", date)]]));
    const more = withSections(page, new Map([["a", section("a", [row], "new", date)]]));
    expect(more.indexOf("## a")).toBeLessThan(more.indexOf("## b"));
    expect(more).toContain(section("b", [row], "old", date));
    expect(withSections(more, new Map([["b", section("b", [row], "newer", date)]]))).not.toContain("on old");
    expect(withSections(more, new Map())).toBe(more);
  });
});

describe("an aim", () => {
  test.each([
    [{ aim: "ratio 1 or more" }, true],
    [{ aim: "ratio 2 or more" }, false],
    [{ aim: "ratio at most 1.5" }, true],
    [{ aim: "ratio below 1.2" }, false],
    [{ aim: "1,000 or more" }, true],
    [{ aim: "at most 1,000 ms" }, false],
    [{ aim: undefined }, undefined],
    [{ aim: "towards 1" }, undefined],
    [{ aim: "the most there is" }, undefined],
  ])("%o is reached: %s", (change, verdict) => {
    const { aim, ...rest } = { ...row, ...change };
    expect(reached(aim === undefined ? rest : { ...rest, aim })).toBe(verdict);
  });

  test("for a ratio that wasn't measured is an error", () => {
    const { ratio, ...rest } = row;
    expect(ratio).toBeDefined();
    expect(() => reached(rest)).toThrow("no ratio");
  });
});
