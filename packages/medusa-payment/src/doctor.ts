import type { ExecArgs } from "@medusajs/framework/types";
import { checkHealth } from "./health/check-health";

/**
 * Prints whether payments can arrive and what to do if not, for `medusa exec`; ends with 1 if something fails.
 */
export default async function doctor({ container }: ExecArgs): Promise<void> {
  const health = await checkHealth(container);
  const lines = health.checks.map(({ status, name, message }) => `${status.padEnd(4)}  ${name.padEnd(11)}  ${message}`);
  const balances = health.balances.map(({ currency, amount }) => `      balance      ${amount} ${currency}`);
  process.stdout.write(`${[...lines, ...balances].join("\n")}\n`);
  if (health.status === "fail") process.exitCode = 1;
}
