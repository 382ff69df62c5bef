import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everyoneCanEnter } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";

/** The keys of a stack. They must stay the same as long as its data. */
export interface StackSecrets {
  relayAdminToken: string;
  relayMasterKey: string;
  signingSecret: string;
  /** The relay's and the store's address that the vendor's webhooks were connected to. */
  connected?: string;
}

export function createSecrets(): StackSecrets {
  return {
    relayAdminToken: randomBytes(24).toString("base64url"),
    relayMasterKey: randomBytes(32).toString("base64"),
    signingSecret: `whsec_${randomBytes(32).toString("base64")}`,
  };
}

/** Where `--keep` keeps everything. PostgreSQL, which root runs as another user, must be able to reach it. */
export function keptFolder(): string {
  const usual = join(root, ".demo/kept");
  const folder = process.getuid?.() === 0 && !everyoneCanEnter(root) ? join(tmpdir(), "calypso-demo-kept") : usual;
  mkdirSync(folder, { recursive: true });
  return folder;
}

const fileIn = (folder: string) => join(folder, "secrets.json");

/** The secrets of the last start, or new ones. */
export function loadSecrets(folder: string): StackSecrets {
  const file = fileIn(folder);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as StackSecrets;
  const secrets = createSecrets();
  saveSecrets(folder, secrets);
  return secrets;
}

export function saveSecrets(folder: string, secrets: StackSecrets): void {
  writeFileSync(fileIn(folder), JSON.stringify(secrets), { mode: 0o600 });
}
