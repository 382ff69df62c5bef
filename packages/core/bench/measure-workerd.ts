import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { measure, type Run } from "./measure.ts";

// By how its memory lies, a process is up to a tenth slower than another at one case and not at the next.
const PROCESSES = 4;

/** Verifications a second in workerd, by what does them. */
export async function measureWorkerd(): Promise<Map<string, number>> {
  const script = await bundleWorker();
  const fastest = new Map<string, number>();
  for (let count = 0; count < PROCESSES; count++) await measureProcess(script, fastest);
  return fastest;
}

async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./worker.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    external: ["node:*", "crypto"],
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

async function measureProcess(script: string, fastest: Map<string, number>): Promise<void> {
  const miniflare = new Miniflare({
    logRequests: false,
    cf: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: "bench",
          compatibilityDate: "2026-10-20",
          compatibilityFlags: ["nodejs_compat"],
          manifest: {
            mainModule: "index.js",
            modulesRoot: fileURLToPath(new URL(".", import.meta.url)),
            modules: { "index.js": { type: "esm", contents: script } },
          },
        },
      },
    ],
  });
  try {
    const url = await miniflare.ready;
    const call = async (query: string) => {
      const response = await fetch(new URL(query, url));
      const text = await response.text();
      if (!response.ok) throw new Error(`${query}: ${text}`);
      return text;
    };
    const names = JSON.parse(await call("/")) as string[];
    const runs = names.map((name): [string, Run] => [
      name,
      async (times) => void (await call(`/?case=${encodeURIComponent(name)}&times=${times}`)),
    ]);
    await measure(new Map(runs), fastest);
  } finally {
    await miniflare.dispose();
  }
}
