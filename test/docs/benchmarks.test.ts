import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { reachesAim } from "@calypso-commerce/testkit/bench-row";
import { root } from "@calypso-commerce/testkit/root";
import { describe, expect, test } from "vitest";
import { replaceSections, reportSection } from "../bench/report.ts";

const row = {
  measure: "events",
  value: 1_234.5,
  unit: "1/s",
  against: "the peer",
  ratio: 1.234,
  aim: "ratio 2 or more",
};
const date = new Date("2026-11-21T08:30:59Z");

describe("docs/benchmarks.md", () => {
  test("has sections of existing benchmarks only", () => {
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
  test("shows value, peer, ratio, aim, verdict, machine and date", () => {
    const lines = reportSection("relay", [row], "a machine", date).split("\n");
    expect(lines[2]).toBe("Measured 2026-11-21 08:30 UTC on a machine.");
    expect(lines[6]).toBe("| events | 1,235 1/s | the peer | 1.23 | ratio 2 or more | **no** |");
  });

  test("of some parts keeps the other sections", () => {
    const page = replaceSections("", new Map([["b", reportSection("b", [row], "old", date)]]));
    const more = replaceSections(page, new Map([["a", reportSection("a", [row], "new", date)]]));
    expect(more.indexOf("## a")).toBeLessThan(more.indexOf("## b"));
    expect(more).toContain(reportSection("b", [row], "old", date));
    expect(replaceSections(more, new Map([["b", reportSection("b", [row], "newer", date)]]))).not.toContain("on old");
    expect(replaceSections(more, new Map())).toBe(more);
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
    expect(reachesAim(aim === undefined ? rest : { ...rest, aim })).toBe(verdict);
  });

  test("for a missing ratio is an error", () => {
    const { ratio, ...rest } = row;
    expect(ratio).toBeDefined();
    expect(() => reachesAim(rest)).toThrow("no ratio");
  });
});
