/** Measures what is published: tarballs, bundles and the Worker, each against its limit. Part of `npm run check`. */
import { globSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { build } from "esbuild";
import { packPackages, publishedPackages } from "../pack-packages.ts";
import { type BundleLimit, bundleLimits, tarballLimits, workerLimitBytes } from "./limits.ts";
import { undeclaredImports } from "./undeclared-imports.ts";

const rows: { what: string; bytes: number; limit: number }[] = [];
const problems: string[] = [];

const gzipped = (code: string | Uint8Array) => gzipSync(code, { level: 9 }).length;

/** The code that a page loads at first: the entry and what it imports statically, without what it loads later. */
async function bundle({ folder, code, conditions, external }: BundleLimit): Promise<Uint8Array> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: join(root, folder) },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    conditions,
    external,
    write: false,
    splitting: true,
    outdir: root,
    absWorkingDir: root,
    metafile: true,
  });
  const first = new Set<string>();
  const add = (path: string) => {
    if (first.has(path)) return;
    first.add(path);
    for (const each of metafile.outputs[path]?.imports ?? [])
      if (each.kind === "import-statement" && !each.external) add(each.path);
  };
  for (const [path, output] of Object.entries(metafile.outputs)) if (output.entryPoint === "<stdin>") add(path);
  const contents = outputFiles.filter(({ path }) => first.has(relative(root, path))).map((file) => file.contents);
  if (contents.length === 0) throw new Error(`esbuild has no output for ${code}`);
  return Buffer.concat(contents);
}

const { path: work, remove } = tempFolder("sizes");
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
  remove();
}
for (const limit of bundleLimits)
  rows.push({ what: limit.what, bytes: gzipped(await bundle(limit)), limit: limit.limitBytes });
// Written by the relay's own check with wrangler.
const worker = globSync("apps/webhook-relay/dist/deploy/*.{js,html}", { cwd: root });
const workerBytes = worker.reduce((sum, file) => sum + gzipped(readFileSync(join(root, file))), 0);
rows.push({ what: `relay's Worker, ${worker.length} modules`, bytes: workerBytes, limit: workerLimitBytes });

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(10);
for (const { what, bytes, limit } of rows) {
  console.log(`  ${what.padEnd(44)}${kib(bytes)}  of at most${kib(limit)}`);
  // A nearly empty file is a mistake of this check.
  if (bytes < 1024 || bytes > limit) problems.push(`${what}: ${bytes} bytes, not between 1024 and ${limit}`);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
