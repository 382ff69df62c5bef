#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import { Command } from "commander";
import { createRelayClient, type RelayClient } from "./relay-client.ts";
import { rotateKeys, subscribe } from "./vendor-subscription.ts";

const program = new Command("relay-ctl")
  .description("Operates the webhook relay. Answers are JSON on standard output.")
  .option("--relay <url>", "the relay's address (RELAY_URL)", process.env.RELAY_URL)
  .addHelpText(
    "after",
    `
Secrets come from the environment alone, so that none is seen in a list of processes:
  RELAY_ADMIN_TOKEN                      the relay's token
  CALYPSO_PUBLIC_KEY, CALYPSO_SECRET_KEY,
  CALYPSO_ACCOUNT, CALYPSO_BASE_URL      for subscribe and rotate
`,
  );

const relay = (): RelayClient => createRelayClient(program.opts().relay, process.env.RELAY_ADMIN_TOKEN);

function calypso(): CalypsoClient {
  const { CALYPSO_PUBLIC_KEY = "", CALYPSO_SECRET_KEY = "", CALYPSO_ACCOUNT = "", CALYPSO_BASE_URL } = process.env;
  return createCalypsoClient({
    publicKey: CALYPSO_PUBLIC_KEY,
    secretKey: CALYPSO_SECRET_KEY,
    account: CALYPSO_ACCOUNT,
    ...(CALYPSO_BASE_URL === undefined ? {} : { baseUrl: CALYPSO_BASE_URL }),
  });
}

const print = (answer: unknown): void => {
  if (answer !== undefined) process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
};
const storePath = (store: string): string => `/v1/stores/${encodeURIComponent(store)}`;

program
  .command("subscribe")
  .description("create or change the vendor's subscription for a store and register its keys")
  .argument("<store>")
  .option("--url <url>", "create the store first, with this address to deliver to; prints its signing secret once")
  .action(async (store: string, { url }: { url?: string }) => {
    const client = relay();
    const vendor = calypso();
    if (url !== undefined) print(await client.call("PUT", storePath(store), { url, keys: [] }));
    print(await subscribe(vendor, client, store));
  });

program
  .command("rotate")
  .description("give a store's subscription new keys; the old ones are still taken until you remove them")
  .argument("<store>")
  .action(async (store: string) => print(await rotateKeys(calypso(), relay(), store)));

const stores = program.command("stores").description("the stores that the relay delivers to");
stores.command("list").action(async () => print(await relay().call("GET", "/v1/stores")));
stores
  .command("show")
  .argument("<store>")
  .action(async (store: string) => print(await relay().call("GET", storePath(store))));
stores
  .command("put")
  .description("create or replace a store from JSON: {url, keys: [{publicKey, secretKey}], signingSecret?, shards?}")
  .argument("<store>")
  .argument("[file]", "file of the JSON; standard input without it", "-")
  .action(async (store: string, file: string) => {
    const settings: unknown = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
    print(await relay().call("PUT", storePath(store), settings));
  });
stores
  .command("delete")
  .argument("<store>")
  .action(async (store: string) => print(await relay().call("DELETE", storePath(store))));

const keys = program.command("keys").description("the vendor's webhook keys of a store");
keys
  .command("add")
  .description("add a key pair from JSON on standard input: {publicKey, secretKey}")
  .argument("<store>")
  .action(async (store: string) =>
    print(await relay().call("POST", `${storePath(store)}/keys`, JSON.parse(readFileSync(0, "utf8")))),
  );
keys
  .command("remove")
  .argument("<store>")
  .argument("<publicKey>")
  .action(async (store: string, publicKey: string) =>
    print(await relay().call("DELETE", `${storePath(store)}/keys/${encodeURIComponent(publicKey)}`)),
  );

program
  .command("rotate-signing-secret")
  .description("make a new secret to sign deliveries with; the old one signs beside it for 24 h")
  .argument("<store>")
  .action(async (store: string) => print(await relay().call("POST", `${storePath(store)}/signing-secret/rotate`)));

program
  .command("deliveries")
  .argument("<store>")
  .option("--status <status>", "pending, dead or delivered", "pending")
  .option("--cursor <cursor>", "of the page before")
  .action(async (store: string, options: Record<string, string>) =>
    print(await relay().call("GET", `${storePath(store)}/deliveries?${new URLSearchParams(options)}`)),
  );

program
  .command("replay")
  .description("send events again: those named, or all of a status")
  .argument("<store>")
  .argument("[ids...]")
  .option("--status <status>", "pending, dead or delivered")
  .action(async (store: string, ids: string[], { status }: { status?: string }) => {
    if ((status === undefined) === (ids.length === 0)) program.error("give either ids or --status");
    print(await relay().call("POST", `${storePath(store)}/replay`, status === undefined ? { ids } : { status }));
  });

program
  .command("stats")
  .argument("<store>")
  .action(async (store: string) => print(await relay().call("GET", `${storePath(store)}/stats`)));

program
  .command("reseal")
  .description("seal all secrets again under the first key of RELAY_MASTER_KEY")
  .action(async () => print(await relay().call("POST", "/v1/secrets/reencrypt")));

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
