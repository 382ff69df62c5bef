import type { Command } from "commander";
import { calypsoClientFromEnvironment } from "./clients-from-environment.ts";
import { printResult } from "./print-result.ts";
import { readJsonFile } from "./read-json-file.ts";
import { storePath } from "./relay-client.ts";
import { commandGroup, type GetRelay, tenantCommand } from "./relay-command.ts";
import { rotateWebhookSubscriptionKeys } from "./webhook-subscription.ts";

export function keyCommands(relay: GetRelay): Command {
  const add = tenantCommand(
    "add",
    "add a key pair to a tenant from JSON: {publicKey, secretKey}",
    "keys add acme < key.json",
  )
    .argument("[file]", "file with the JSON", "-")
    .action(async (tenant: string, file: string) =>
      printResult(await relay().call("POST", `${storePath(tenant)}/keys`, readJsonFile(file))),
    );

  const remove = tenantCommand("remove", "remove a key pair from a tenant", "keys remove acme 3f0c94d2")
    .argument("<publicKey>", "public key of the pair")
    .action(async (tenant: string, publicKey: string) => {
      await relay().call("DELETE", `${storePath(tenant)}/keys/${encodeURIComponent(publicKey)}`);
      printResult({ removed: publicKey });
    });

  const rotate = tenantCommand(
    "rotate",
    "give a tenant's subscription a new key pair; the old one stays valid until you remove it",
    "keys rotate acme",
  ).action(async (tenant: string) =>
    printResult(await rotateWebhookSubscriptionKeys(calypsoClientFromEnvironment(), relay(), tenant)),
  );

  return commandGroup("keys", "Calypso's key pairs, which sign a tenant's webhooks", [add, remove, rotate]);
}
