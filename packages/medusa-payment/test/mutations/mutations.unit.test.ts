import { readFileSync } from "node:fs";
import { regressionGroups } from "./index.mts";
import { regressionsPage, testOf } from "./regressions-page.mts";

const root = new URL("../..", import.meta.url).pathname;
const regressions = regressionGroups.flatMap((group) => group.regressions);

/** The names of a file's tests as patterns; a name with `%s` stands for a table's tests, unless it is nothing else. */
function testsOf(file: string): RegExp[] {
  const source = readFileSync(`${root}/test/${file}.test.ts`, "utf8");
  const names = [...source.matchAll(/^\s*it(?:\.each\((?:.|\n)*?\))?\("(.+)",/gm)].map(([, name]) => String(name));
  const specific = names.filter((name) => name !== "%s");
  return specific.map((name) => new RegExp(`^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("%s", ".+")}$`));
}

describe("the mutations", () => {
  it.each(regressions)("of $test: test and source texts exist once", ({ test, mutations }) => {
    const [file, name] = testOf(test);
    expect(testsOf(file).filter((pattern) => pattern.test(name))).toHaveLength(1);
    for (const removal of mutations.flat()) {
      const source = readFileSync(`${root}/src/${removal.file}`, "utf8");
      expect(source.split(removal.text), `${removal.text} in src/${removal.file}`).toHaveLength(2);
      expect(removal.instead).not.toBe(removal.text);
    }
  });

  it("cover more than 60 regressions", () => expect(regressions.length).toBeGreaterThan(60));

  it("are listed in MEDUSA-REGRESSIONS.md", () =>
    expect(regressionsPage()).toMatchFileSnapshot("MEDUSA-REGRESSIONS.md"));
});
