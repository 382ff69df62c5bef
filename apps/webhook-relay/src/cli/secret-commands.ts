import type { Command } from "commander";
import { printResult } from "./print-result.ts";
import { storePath } from "./relay-client.ts";
import { commandGroup, type GetRelay, relayCommand, tenantCommand } from "./relay-command.ts";

export function secretCommands(relay: GetRelay): Command {
  const rotate = tenantCommand(
    "rotate",
    "create a new secret for signing deliveries; the old one signs beside it for 24 h",
    "secrets rotate acme > signing.json",
  ).action(async (tenant: string) =>
    printResult(await relay().call("POST", `${storePath(tenant)}/signing-secret/rotate`)),
  );

  const reencrypt = relayCommand(
    "reencrypt",
    "encrypt all stored secrets with the first key of RELAY_MASTER_KEY",
    "secrets reencrypt",
  ).action(async () => printResult(await relay().call("POST", "/v1/secrets/reencrypt")));

  return commandGroup("secrets", "the secrets that sign deliveries, and their encryption", [rotate, reencrypt]);
}
