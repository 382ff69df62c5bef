import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import type { PackedPackage, PublishedPackage } from "../pack-packages.ts";

/** Bare specifiers in code and declarations: `import … from "x"`, `import("x")`, `require("x")`. */
const imported = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([^"'.\s#/][^"'\s]*)["']/g;

/**
 * Finds imports of packages that a published package does not declare. They work in this workspace and in npm's flat
 * node_modules only by accident.
 */
export function undeclaredImports(name: PublishedPackage, { files }: PackedPackage): string[] {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const declared = new Set([
    manifest.name,
    ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies }),
  ]);
  const problems = new Set<string>();
  for (const file of files.filter((path) => /\.[mc]?[jt]s$/.test(path))) {
    // Without comments, and without template literals: SQL has "from" too.
    const code = readFileSync(join(folder, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$|`[^`]*`/gm, "");
    for (const [, specifier = ""] of code.matchAll(imported)) {
      const dependency = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
      if (!isBuiltin(specifier) && !declared.has(dependency))
        problems.add(`${manifest.name} doesn't declare ${dependency}, which ${file} imports`);
    }
  }
  return [...problems];
}
