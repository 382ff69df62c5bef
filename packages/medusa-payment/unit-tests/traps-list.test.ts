import { existsSync, readFileSync } from "node:fs";

const root = new URL("..", import.meta.url).pathname;
const rows = readFileSync(`${root}/integration-tests/TRAPS.md`, "utf8")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter(([, , test, guard]) => test?.includes(": ") && guard?.endsWith(".ts"));

describe("the list of traps", () => {
  it.each(rows)("%s %s: its test and its guard exist", (_, trap, test, guard) => {
    expect(trap).not.toBe("");
    const [, file, name] = /^(\w+): (.+)$/.exec(String(test)) ?? [];
    const source = readFileSync(`${root}/integration-tests/http/${file}.test.ts`, "utf8");
    expect(source).toContain(`${name}"`);
    expect(existsSync(`${root}/src/${guard}`), `src/${guard}`).toBe(true);
  });

  it("is not empty", () => expect(rows.length).toBeGreaterThan(40));
});
