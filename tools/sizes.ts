/** What is published, in figures: tarballs, bundles, the Worker, each under its limit. Part of `npm run check`. */
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "@calypso-commerce/testkit/root";
import { build } from "esbuild";
import { packPackages, publishedPackages } from "./packages/pack.ts";
import { type BundleLimit, bundleLimits, tarballLimits, workerLimitBytes } from "./packages/size-limits.ts";
import { undeclaredImports } from "./packages/undeclared-imports.ts";

const rows: { what: string; bytes: number; limit: number }[] = [];
const problems: string[] = [];

const gzipped = (code: string | Uint8Array) => gzipSync(code, { level: 9 }).length;

async function bundle({ folder, code, conditions, external }: BundleLimit): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, folder) },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    conditions,
    external,
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild made nothing of ${code}`);
  return output.contents;
}

const work = mkdtempSync(join(tmpdir(), "calypso-sizes-"));
try {
  const packed = await packPackages(work, join(work, "logs"));
  for (const name of publishedPackages) {
    rows.push({
      what: `tarball of ${name}, ${packed[name].files.length} files`,
      bytes: statSync(packed[name].tarball).size,
      limit: tarballLimits[name],
    });
    problems.push(...undeclaredImports(name, packed[name]));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const limit of bundleLimits)
  rows.push({ what: limit.what, bytes: gzipped(await bundle(limit)), limit: limit.limitBytes });
// The relay's own check has wrangler write it.
const worker = globSync("apps/webhook-relay/dist/deploy/*.{js,html}", { cwd: root });
const workerBytes = worker.reduce((sum, file) => sum + gzipped(readFileSync(join(root, file))), 0);
rows.push({ what: `relay's Worker, ${worker.length} modules`, bytes: workerBytes, limit: workerLimitBytes });

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(10);
for (const { what, bytes, limit } of rows) {
  console.log(`  ${what.padEnd(44)}${kib(bytes)}  of at most${kib(limit)}`);
  // What is nearly empty was not measured.
  if (bytes < 1024 || bytes > limit) problems.push(`${what}: ${bytes} bytes, not between 1024 and ${limit}`);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
