import { Command } from "commander";
import type { RelayClient } from "./relay-client.ts";

/** Creates the client when a command runs: `--help` works without settings. */
export type GetRelay = () => RelayClient;

/** A command with a description and an example in its help. */
export function relayCommand(name: string, description: string, example: string): Command {
  return new Command(name).description(description).addHelpText("after", `\nExample:\n  relay-ctl ${example}`);
}

/** A command whose first argument is a tenant. */
export function tenantCommand(name: string, description: string, example: string): Command {
  return relayCommand(name, description, example).argument("<tenant>", "name of the tenant");
}

/** A command that only groups others: a noun of the command line. */
export function commandGroup(name: string, description: string, commands: readonly Command[]): Command {
  const group = new Command(name).description(description);
  for (const command of commands) group.addCommand(command);
  return group;
}
