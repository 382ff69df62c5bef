import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { publishedPackages } from "@calypso-commerce/tools/pack-packages";
import { afterAll, expect, test } from "vitest";
import { bash } from "../support/bash.ts";

const { path: work, remove } = tempFolder("release");
afterAll(remove);

const read = (folder: string, name: string) => readFileSync(join(folder, "packages", name, "package.json"), "utf8");

test("a changeset raises all four packages to one version", async () => {
  const manifests = (await bash("cd \"$ROOT\" && git ls-files -- '*package.json'", { ROOT: root })).trim().split("\n");
  for (const file of [...manifests, "pnpm-workspace.yaml", ".changeset/config.json"]) {
    mkdirSync(dirname(join(work, file)), { recursive: true });
    cpSync(join(root, file), join(work, file));
  }
  writeFileSync(
    join(work, ".changeset/a-change.md"),
    '---\n"@calypso-commerce/medusa-payment": minor\n---\n\nRefunds arrive sooner.\n',
  );
  await bash('cd "$WORK" && git init --quiet && node "$CHANGESET" version', {
    WORK: work,
    CHANGESET: join(root, "node_modules/@changesets/cli/bin.js"),
  });
  const versions = publishedPackages.map((name) => JSON.parse(read(work, name)).version as string);
  const before = JSON.parse(read(root, "medusa-payment")).version as string;
  const [major, minor] = before.split(".").map(Number);
  expect(new Set(versions)).toEqual(new Set([`${major}.${(minor ?? 0) + 1}.0`]));
  const changelog = readFileSync(join(work, "packages/medusa-payment/CHANGELOG.md"), "utf8");
  expect(changelog).toContain("Refunds arrive sooner.");
});

test.each(publishedPackages)("%s is published publicly with provenance under MIT", (name) => {
  const manifest = JSON.parse(read(root, name));
  expect(manifest).toMatchObject({
    license: "MIT",
    publishConfig: { access: "public", provenance: true },
    description: expect.any(String),
    keywords: expect.any(Array),
    engines: { node: ">=22.12" },
  });
  expect(manifest.private).toBeUndefined();
});
