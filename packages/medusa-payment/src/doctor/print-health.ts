import type { ExecArgs } from "@medusajs/framework/types";
import { checkHealth } from "../health/check-health";
import type { HealthCheck } from "../health/health-checks";
import { LEDGER } from "../modules/ledger/key";

/** The script that `calypso-doctor` runs inside the store: prints the health checks, and exits with 1 if one fails. */
export default async function printHealth({ container }: ExecArgs): Promise<void> {
  const isLoaded = container.hasRegistration(LEDGER);
  const { checks, balances } = isLoaded ? await checkHealth(container) : { checks: [NOT_LOADED], balances: [] };
  const lines = [
    ...checks.map(({ status, name, message }) => `${status.padEnd(4)}  ${name.padEnd(11)}  ${message}`),
    ...balances.map(({ currency, amount }) => `      balance      ${amount} ${currency}`),
  ];
  const count = (status: HealthCheck["status"]) => checks.filter((check) => check.status === status).length;
  process.stdout.write(`${lines.join("\n")}\n\n${count("ok")} ok, ${count("warn")} warn, ${count("fail")} fail\n`);
  if (count("fail") > 0) process.exitCode = 1;
}

const NOT_LOADED = {
  name: "plugin",
  status: "fail",
  message: "this store's configuration doesn't load the plugin: wrap it in withCalypso",
} as const;
