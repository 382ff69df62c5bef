import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { applyRecipe, patches, recipe, runTool, type Starter, setting, tools } from "./apply-recipe.ts";

const starters: Starter[] = ["dtc-starter", "nextjs-starter-medusa"];

// A shopper's ways through the result are in test/e2e/nextjs-starter.test.ts.
describe("docs/nextjs-starter.md, the recipe for Medusa's Next.js starters", () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it("has the setting and the command that the test application uses", () => {
    expect(setting).toBe("NEXT_PUBLIC_MEDUSA_BACKEND_URL=http://localhost:9000");
    expect(recipe).toMatch(new RegExp(`^ +${setting}$`, "m"));
    expect(recipe).toContain("`git apply FILE`");
  });

  it("changes at most 45 lines", () => {
    const changed = patches.join("\n").match(/^[+-](?![+-]{2} )/gm);
    expect(changed?.length).toBeGreaterThan(20);
    expect(changed?.length).toBeLessThanOrEqual(45);
    const stated = /change by (\d+) lines/.exec(recipe)?.[1];
    expect(Number(stated)).toBe(changed?.length);
  });

  // An editor or a browser that drops trailing spaces would break such a patch.
  it.each(patches.map((patch, index) => [index, patch] as const))(
    "patch %i doesn't end in a blank line",
    (_, patch) => {
      expect(patch.trimEnd()).toBe(patch.replace(/\n$/, ""));
    },
  );

  it.each(starters)(
    "applies to %s, and the result has the right types",
    (starter) => {
      const app = applyRecipe(starter, folders);
      runTool(process.execPath, [tools.tsc, "-p", "tsconfig.check.json"], app);
    },
    120_000,
  );
});
