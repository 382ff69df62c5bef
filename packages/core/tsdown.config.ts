import { defineConfig } from "tsdown";

/** The entry points of package.json's `exports`: those with types. */
const entries = ["index", "currencies", "money", "schemas", "testing"].map((name) => `src/${name}.ts`);

export default defineConfig({
  entry: [...entries, "src/crypto/hmac.web.ts", "src/crypto/hmac.node.ts"],
  format: ["esm", "cjs"],
  dts: { entry: entries },
  platform: "neutral",
  fixedExtension: true,
  // File by file, so that a bundler can leave out what an importer does not use.
  unbundle: true,
  // Resolved by the importer's conditions, see "imports" in package.json.
  deps: { neverBundle: [/^#/, /^node:/] },
});
