import type { Command } from "commander";
import { printResult } from "./print-result.ts";
import { storePath } from "./relay-client.ts";
import { commandGroup, type GetRelay, tenantCommand } from "./relay-command.ts";

const STATUS_OPTION = ["--status <status>", "pending, dead or delivered"] as const;

export function deliveryCommands(relay: GetRelay): Command {
  const list = tenantCommand("list", "list a tenant's events of one status", "deliveries list acme --status dead")
    .option(...STATUS_OPTION, "pending")
    .option("--cursor <cursor>", "the cursor of the previous page")
    .action(async (tenant: string, options: Record<string, string>) =>
      printResult(await relay().call("GET", `${storePath(tenant)}/deliveries?${new URLSearchParams(options)}`), {
        list: "deliveries",
        columns: ["id", "acceptedAt", "type", "entity", "sequence", "attempts", "lastResult", "nextAttemptAt"],
      }),
    );

  const replay = tenantCommand(
    "replay",
    "deliver events again: the given ones, or all of a status",
    "deliveries replay acme --status dead",
  )
    .argument("[ids...]", "ids of the events")
    .option(...STATUS_OPTION)
    .action(async (tenant: string, ids: string[], { status }: { status?: string }, command: Command) => {
      if ((status === undefined) === (ids.length === 0)) command.error("Give either ids or --status.");
      const selection = status === undefined ? { ids } : { status };
      printResult(await relay().call("POST", `${storePath(tenant)}/replay`, selection));
    });

  return commandGroup("deliveries", "the events in a tenant's mailboxes", [list, replay]);
}

export function statsCommand(relay: GetRelay): Command {
  return tenantCommand("stats", "count a tenant's events, with age and latency", "stats acme").action(
    async (tenant: string) => printResult(await relay().call("GET", `${storePath(tenant)}/stats`)),
  );
}
