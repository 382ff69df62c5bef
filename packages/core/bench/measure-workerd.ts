import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { measure } from "./measure.ts";

/** Verifications a second in workerd, by what does them. */
export async function measureWorkerd(): Promise<Map<string, number>> {
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
            modules: { "index.js": { type: "esm", contents: outputFiles[0]?.text ?? "" } },
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
    return await measure(
      new Map(
        names.map((name) => [
          name,
          async (times: number) => void (await call(`/?case=${encodeURIComponent(name)}&times=${times}`)),
        ]),
      ),
    );
  } finally {
    await miniflare.dispose();
  }
}
