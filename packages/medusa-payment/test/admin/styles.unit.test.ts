import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const admin = new URL("../../src/admin", import.meta.url).pathname;

function filesOf(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && pattern.test(file.name))
    .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
}

/** The class names in a component, in quotes or templates. */
function classesOf(source: string): string[] {
  const attributes = [...source.matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`\}|\{([^}]*)\})/g)];
  const constants = [...source.matchAll(/"((?:bg|text|h|w|grid|flex)-[^"]*)"/g)];
  const texts = [
    ...attributes.map(([, plain, template, expression]) => plain ?? template ?? expression ?? ""),
    ...constants.map(([, text]) => text ?? ""),
  ];
  return texts.flatMap((text) => text.match(/[a-z-][\w:[\]()%./,-]*-[\w[\]()%./,-]+/g) ?? []);
}

describe("styles", () => {
  // A store's Admin has only the classes of Medusa's dashboard if the package manager isolates plugins.
  it("use only classes of Medusa's dashboard", () => {
    const dashboard = join(dirname(require.resolve("@medusajs/dashboard")), ".");
    const ui = join(dirname(require.resolve("@medusajs/ui")), "../esm");
    const known = new Set(
      [...filesOf(dashboard, /\.mjs$/), ...filesOf(ui, /\.js$/)].flatMap((text) => text.split(/["'`\s]+/)),
    );
    const used = new Set(filesOf(admin, /\.tsx$/).flatMap(classesOf));
    expect(used.size).toBeGreaterThan(30);
    expect([...used].filter((name) => !known.has(name)).sort()).toEqual([]);
  });
});
