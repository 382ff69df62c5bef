import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const folder = new URL("../../.github/workflows/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yml"));

describe.each(files)("the workflow %s", (file) => {
  const text = readFileSync(new URL(file, folder), "utf8");

  it("pins every action by its commit, and names the version", () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(([, action]) => !action?.startsWith("./"));
    for (const [line] of used) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("may only read unless a job says otherwise, and holds no token for npm", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
  });

  it("gives no job both the right to write here and the right to publish", () => {
    for (const job of text.split(/^ {2}(?=[\w-]+:$)/m)) {
      expect(job.includes("contents: write") && job.includes("id-token: write")).toBe(false);
    }
  });
});
