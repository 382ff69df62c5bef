#!/usr/bin/env node
import { Command } from "commander";
import { relayClientFromEnvironment } from "./clients-from-environment.ts";
import { deliveryCommands, statsCommand } from "./delivery-commands.ts";
import { keyCommands } from "./key-commands.ts";
import { secretCommands } from "./secret-commands.ts";
import { storeCommands } from "./store-commands.ts";

const program = new Command("relay-ctl")
  .description("Operates a webhook relay. Prints a table on a terminal and one JSON document elsewhere.")
  .option("--relay <url>", "the relay's URL (RELAY_URL)", process.env.RELAY_URL)
  .addHelpText(
    "after",
    `
Secrets are read only from the environment, so that no list of processes shows them:
  RELAY_ADMIN_TOKEN                        the relay's admin token
  CALYPSO_PUBLIC_KEY, CALYPSO_SECRET_KEY,
  CALYPSO_ACCOUNT, CALYPSO_BASE_URL        for "stores connect" and "keys rotate"

Example:
  relay-ctl stores connect acme --url https://shop.example.com/hooks/calypso`,
  );

const relay = () => relayClientFromEnvironment(program.opts().relay);

program.addCommand(storeCommands(relay));
program.addCommand(keyCommands(relay));
program.addCommand(secretCommands(relay));
program.addCommand(deliveryCommands(relay));
program.addCommand(statsCommand(relay));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
