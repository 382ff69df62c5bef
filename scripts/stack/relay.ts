import { join } from "node:path";
import { type Child, startChild } from "./child-process.ts";
import { freePort } from "./free-port.ts";
import { root } from "./root.ts";
import { waitFor } from "./wait-for.ts";

export interface RelayOptions {
  port?: number;
  stateDir: string;
  adminToken: string;
  masterKey: string;
  logDir: string;
}

export interface Relay {
  url: string;
  port: number;
  child: Child;
  adminToken: string;
  /** Creates or replaces a store in the relay's registry. */
  putStore(
    store: string,
    settings: { url: string; keys: { publicKey: string; secretKey: string }[]; signingSecret?: string },
  ): Promise<void>;
}

/** The relay in workerd, as a process group of its own. */
export async function startRelayProcess(options: RelayOptions): Promise<Relay> {
  const port = options.port ?? (await freePort(8787));
  const child = startChild({
    name: "relay",
    command: process.execPath,
    args: [
      "--experimental-strip-types",
      join(root, "scripts/relay.ts"),
      "--port",
      `${port}`,
      "--state",
      options.stateDir,
    ],
    cwd: root,
    env: { RELAY_ADMIN_TOKEN: options.adminToken, RELAY_MASTER_KEY: options.masterKey },
    logFile: join(options.logDir, "relay.log"),
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(async () => (await fetch(`${url}/healthz`)).ok, {
    what: "the relay answers",
    giveUp: () => child.ended(),
  });
  return {
    url,
    port,
    child,
    adminToken: options.adminToken,
    async putStore(store, settings) {
      const answer = await fetch(`${url}/v1/stores/${store}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${options.adminToken}`, "content-type": "application/json" },
        body: JSON.stringify(settings),
      });
      if (!answer.ok) throw new Error(`the relay refused the store: ${answer.status} ${await answer.text()}`);
    },
  };
}
