import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/headless.ts", "src/locales.ts"],
  format: ["esm", "cjs"],
  dts: true,
  platform: "browser",
  fixedExtension: true,
  outputOptions: {
    // Components with state: a React server component may import them all the same.
    banner: (chunk) => (chunk.fileName.startsWith("index.") && !chunk.fileName.includes(".d.") ? '"use client";' : ""),
  },
});
