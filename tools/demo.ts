/**
 * `npm run demo`: starts the whole product on this machine. `npm run demo -- --once`: makes one purchase and refunds it,
 * prints the result as one line of JSON and stops.
 */
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { createSteps } from "./stack/steps.ts";

const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });

const steps = createSteps();
console.error(values.once ? "One purchase and its refunds, end to end:" : "Starting the demo:");
try {
  await steps.step("build", "packages built", () => build("tools", "store", ...(values.once ? [] : ["checkout"])));
  // These import what was just built.
  if (values.once) {
    const { runOnce } = await import("./demo/run-once.ts");
    console.log(JSON.stringify(await runOnce(steps)));
    process.exit(0);
  }
  const { serve } = await import("./demo/serve.ts");
  await serve(steps);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
