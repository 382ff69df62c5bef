import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/crypto/hmac.web.ts", "src/crypto/hmac.node.ts"],
  format: ["esm", "cjs"],
  dts: { entry: ["src/index.ts"] },
  platform: "neutral",
  fixedExtension: true,
  // File by file, so that a bundler can leave out what an importer does not use.
  unbundle: true,
  // Resolved by the importer's conditions, see "imports" in package.json.
  deps: { neverBundle: [/^#/, /^node:/] },
});
