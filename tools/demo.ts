/**
 * `npm run demo`: starts the whole product on this machine. `npm run demo -- --once`: makes one purchase and refunds it,
 * prints the result as one line of JSON and stops.
 */
import { build } from "./build.ts";
import { help, readArguments } from "./demo/read-arguments.ts";
import { createSteps } from "./stack/steps.ts";

const read = readArguments(process.argv.slice(2));
if ("problem" in read) {
  console.error(read.problem);
  process.exit(2);
}
const { once, keep, storefrontUrl } = read;
if (read.help) {
  console.log(help);
  process.exit(0);
}

const steps = createSteps();
console.error(once ? "One purchase and its refunds, end to end:" : "Starting the demo:");
try {
  await steps.step("build", "packages built", () => build("tools", "store", ...(once ? [] : ["checkout"])));
  // These import what was just built.
  if (once) {
    const { runOnce } = await import("./demo/run-once.ts");
    console.log(JSON.stringify(await runOnce(steps)));
    process.exit(0);
  }
  const { serve } = await import("./demo/serve.ts");
  await serve(steps, { keep, storefrontUrl });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
