import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { describe, expect, it } from "vitest";

const src = join(dirname(fileURLToPath(import.meta.url)), "../../src");

/** The code that an import adds to a bundle, without React. */
async function bundle(source: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? "\0entry" : undefined),
        load: (id) => (id === "\0entry" ? source : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      rolldownOptions: { input: "entry", external: /^react/, preserveEntrySignatures: "strict" },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
}

describe("a bundle", () => {
  it("of ./headless contains no React and no texts", async () => {
    const code = await bundle(`export { createPaymentStore } from ${JSON.stringify(`${src}/headless.ts`)}`);
    expect(code).not.toMatch(/react|Amount due/);
  });

  it("of one language contains no other language", async () => {
    const code = await bundle(`export { de } from ${JSON.stringify(`${src}/locales.ts`)}`);
    expect(code).toContain("Mit Krypto bezahlen");
    expect(code).not.toMatch(/Payer en crypto|Pay with crypto/);
  });
});
