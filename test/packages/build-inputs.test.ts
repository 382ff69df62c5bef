import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { beforeAll, expect, test } from "vitest";

interface BuildTask {
  package: string;
  command: string;
  inputs: Record<string, string>;
  dependencies: string[];
}

let tasks: BuildTask[];
let everywhere: { files: Record<string, string>; hashOfInternalDependencies: string };

beforeAll(() => {
  const { stdout, stderr } = spawnSync(
    "npx",
    ["--yes", "pnpm@12.21.0", "exec", "turbo", "run", "build", "--dry=json"],
    {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    },
  );
  if (stdout === "") throw new Error(stderr);
  const plan = JSON.parse(stdout);
  tasks = (plan.tasks as BuildTask[]).filter(({ command }) => command !== "<NONEXISTENT>");
  everywhere = plan.globalCacheInputs;
});

test("no test, benchmark or page is an input of a build", () => {
  expect(tasks.length).toBeGreaterThan(4);
  const inputs = tasks.flatMap((task) => Object.keys(task.inputs).map((file) => join(task.package, file)));
  expect(inputs).toContain("@calypso-commerce/core/src/index.ts");
  expect(inputs.filter((file) => /\.md$|\.test\.|\/(test|bench)\/|vitest/.test(file))).toEqual([]);
});

test("no package is an input of every build, as one that the root depends on would be", () => {
  expect(everywhere).toMatchObject({ files: {}, hashOfInternalDependencies: "" });
});

test("core's build is followed by those of its dependents alone", () => {
  const needsCore = tasks.filter(({ dependencies }) => dependencies.includes("@calypso-commerce/core#build"));
  expect(needsCore.map((task) => task.package).sort()).toEqual([
    "@calypso-commerce/emulator",
    "@calypso-commerce/medusa-payment",
  ]);
});
