import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

// In a fresh clone core isn't built: its source is bundled instead.
const builtCore = fileURLToPath(new URL("../../../../packages/core/dist/index.mjs", import.meta.url));
const coreSource = fileURLToPath(new URL("../../../../packages/core/src/index.ts", import.meta.url));
const workerEntry = fileURLToPath(new URL("../index.ts", import.meta.url));

export interface BuildWorkerOptions {
  /** Entry file. Default: the relay's own. */
  entry?: string;
  /** Default `false`. */
  minify?: boolean;
  plugins?: Plugin[];
}

/** Bundles a Worker into one module, as wrangler does, and returns its source. */
export async function buildWorker(options: BuildWorkerOptions = {}): Promise<string> {
  const result = await build({
    entryPoints: [options.entry ?? workerEntry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    loader: { ".html": "text" },
    minify: options.minify ?? false,
    keepNames: true,
    logLevel: "silent",
    alias: existsSync(builtCore) ? {} : { "@calypso-commerce/core": coreSource },
    plugins: options.plugins ?? [],
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error("esbuild wrote no output");
  return output.text;
}
