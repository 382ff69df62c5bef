import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "@calypso-commerce/testkit/root";

/** The machine and its load, on which figures depend. */
export function describeMachine(): string {
  const relay = createRequire(join(root, "apps/webhook-relay/package.json"));
  const workerd = JSON.parse(readFileSync(relay.resolve("workerd/package.json"), "utf8")).version;
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  return `${model}, ${availableParallelism()} cores, ${memory}, ${process.platform}; Node ${process.versions.node}, workerd ${workerd}; load ${loadavg()[0]?.toFixed(1)} at the start`;
}
