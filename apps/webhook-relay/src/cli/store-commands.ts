import type { Command } from "commander";
import { calypsoClientFromEnvironment } from "./clients-from-environment.ts";
import { printResult } from "./print-result.ts";
import { readJsonFile } from "./read-json-file.ts";
import { storePath } from "./relay-client.ts";
import { commandGroup, type GetRelay, relayCommand, tenantCommand } from "./relay-command.ts";
import { putWebhookSubscription } from "./webhook-subscription.ts";

export function storeCommands(relay: GetRelay): Command {
  const list = relayCommand("list", "list all tenants", "stores list").action(async () =>
    printResult(await relay().call("GET", "/v1/stores"), {
      list: "stores",
      columns: ["store", "url", "shards", "updatedAt"],
    }),
  );

  const show = tenantCommand("show", "show a tenant with its keys, without secrets", "stores show acme").action(
    async (tenant: string) => printResult(await relay().call("GET", storePath(tenant))),
  );

  const connect = tenantCommand(
    "connect",
    "subscribe a tenant to Calypso's webhooks and register the subscription's keys",
    "stores connect acme --url https://shop.example.com/hooks/calypso > connected.json",
  )
    .option("--url <url>", "register the tenant too, with this URL of its store; shows its signing secret once")
    .action(async (tenant: string, { url }: { url?: string }) => {
      const client = relay();
      const calypso = calypsoClientFromEnvironment();
      printResult(await putWebhookSubscription(calypso, client, tenant, url));
    });

  const register = tenantCommand(
    "register",
    "register or replace a tenant from JSON: {url, keys: [{publicKey, secretKey}], signingSecret?, shards?}",
    "stores register acme < tenant.json",
  )
    .argument("[file]", "file with the JSON", "-")
    .action(async (tenant: string, file: string) =>
      printResult(await relay().call("PUT", storePath(tenant), readJsonFile(file))),
    );

  const remove = tenantCommand("remove", "remove a tenant; its mailbox keeps the events", "stores remove acme").action(
    async (tenant: string) => {
      await relay().call("DELETE", storePath(tenant));
      printResult({ removed: tenant });
    },
  );

  return commandGroup("stores", "the relay's tenants, one for each store", [list, show, connect, register, remove]);
}
