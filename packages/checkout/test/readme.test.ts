import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

describe("README", () => {
  let folder: string;
  let examples: { language: string; code: string }[];

  beforeAll(async () => {
    folder = await mkdtemp(join(here, ".readme-"));
    const readme = await readFile(join(here, "../README.md"), "utf8");
    examples = [...readme.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
      language: `${language}`,
      code: `${code}`,
    }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has examples that compile", async () => {
    expect(examples.length).toBeGreaterThan(5);
    await Promise.all(
      examples.map(({ language, code }, index) => writeFile(join(folder, `${index}.${language}`), code)),
    );
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../../tsconfig.json",
        compilerOptions: {
          paths: {
            "@calypso-commerce/checkout": ["../../src/index.ts"],
            "@calypso-commerce/checkout/*": ["../../src/*.ts"],
          },
        },
        include: [],
        files: examples.map(({ language }, index) => `${index}.${language}`),
      }),
    );
    const compiled = promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch(
      ({ stdout }: { stdout: string }) => ({ stdout }),
    );
    expect((await compiled).stdout).toBe("");
  });
});
