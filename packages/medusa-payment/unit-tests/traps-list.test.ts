import { existsSync, readFileSync } from "node:fs";
import { guards } from "../integration-tests/guards/index.mts";

const root = new URL("..", import.meta.url).pathname;
const rows = readFileSync(`${root}/integration-tests/TRAPS.md`, "utf8")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter(([, , test, guard]) => test?.includes(": ") && guard?.endsWith(".ts"));

const nameOf = (test: string) => /^([\w-]+): (.+)$/.exec(test)?.slice(1) as [file: string, name: string];

/** The names of a file's tests; of a table's each as a pattern, unless its rows are all that they say. */
function testsOf(file: string): RegExp[] {
  const source = readFileSync(`${root}/integration-tests/http/${file}.test.ts`, "utf8");
  const names = [...source.matchAll(/^\s*it(?:\.each\((?:.|\n)*?\))?\("(.+)",/gm)].map(([, name]) => String(name));
  const telling = names.filter((name) => name !== "%s");
  return telling.map((name) => new RegExp(`^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replaceAll("%s", ".+")}$`));
}

describe("the list of traps", () => {
  it.each(rows)("%s %s: its test and its guards exist, and each guard is taken out", (_, trap, test, listed) => {
    expect(trap).not.toBe("");
    const [file, name] = nameOf(String(test));
    const source = readFileSync(`${root}/integration-tests/http/${file}.test.ts`, "utf8");
    expect(source).toContain(`${name}"`);
    const taken = guards
      .filter((guard) => guard.test.startsWith(`${file}: `) && guard.test.endsWith(name))
      .flatMap(({ without }) => without.map((removal) => removal.file));
    for (const guard of String(listed).split(", ")) {
      expect(existsSync(`${root}/src/${guard}`), `src/${guard}`).toBe(true);
      expect(taken, `integration-tests/guards takes ${guard} out for "${test}"`).toContain(guard);
    }
  });

  it("is not empty", () => expect(rows.length).toBeGreaterThan(40));
});

describe("the guards that `npm run guards` takes out", () => {
  it.each(guards)("$test: the text is there once, and so is the test", ({ test, without }) => {
    const [file, name] = nameOf(test);
    expect(testsOf(file).filter((pattern) => pattern.test(name))).toHaveLength(1);
    for (const removal of without) {
      const source = readFileSync(`${root}/src/${removal.file}`, "utf8");
      expect(source.split(removal.text), `${removal.text} in src/${removal.file}`).toHaveLength(2);
      expect(removal.instead).not.toBe(removal.text);
    }
  });
});
