// Whether the built package loads everywhere as it says. What it weighs, scripts/sizes.ts at the root measures.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { build } from "esbuild";
import packageJson from "../package.json" with { type: "json" };

const packageFolder = new URL("..", import.meta.url).pathname;

async function bundle(code: string, conditions: string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: packageFolder },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    conditions,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

const problems: string[] = [];
/** What programs import: `@calypso-commerce/core`, `@calypso-commerce/core/money` and the like. */
const entryPoints = Object.keys(packageJson.exports)
  .filter((path) => !path.endsWith(".json"))
  .map((path) => path.replace(".", packageJson.name));

const everything = await bundle(entryPoints.map((entryPoint) => `export * from "${entryPoint}"`).join("\n"), [
  "workerd",
  "worker",
  "browser",
]);
if (/["']node:/.test(everything)) problems.push("the build for Workers and browsers imports a node: module");

const vector =
  "b16e9d45f49f2069becbc4f108b237bee588cfc353fe9501df103e692acbc68d482a10d34c12bea22fedde7e28e1b8e57a6a0a373b0e9a27c5257bd8b36e13b9";
const call = `.then(({ sign }) => sign('{"timestamp":1}', "b823a6b9ea72408583cef9ec8d67fa52")).then(console.log)`;
const loads: [string, string[], string][] = [
  ["ESM with Node's crypto", ["--input-type=module"], `import("@calypso-commerce/core")`],
  ["CommonJS with Node's crypto", ["--input-type=commonjs"], `Promise.resolve(require("@calypso-commerce/core"))`],
  ["ESM with Web Crypto", ["--input-type=module", "--conditions=workerd"], `import("@calypso-commerce/core")`],
  [
    "CommonJS with Web Crypto",
    ["--input-type=commonjs", "--conditions=workerd"],
    `Promise.resolve(require("@calypso-commerce/core"))`,
  ],
];
for (const [name, args, load] of loads) {
  const output = execFileSync(process.execPath, [...args, "-e", load + call], { cwd: packageFolder, encoding: "utf8" });
  if (output.trim() !== vector) problems.push(`${name} does not give the documentation's signature`);
}

for (const entryPoint of entryPoints) {
  const esm: object = await import(entryPoint);
  const commonJs: object = createRequire(import.meta.url)(entryPoint);
  const names = Object.keys(esm).toString();
  if (names === "" || names !== Object.keys(commonJs).toSorted().toString()) {
    problems.push(`${entryPoint} does not export the same names to ESM and CommonJS`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
