import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Child, startChild } from "@calypso-commerce/testkit/child";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";

const runRelay = fileURLToPath(new URL("./run-relay.ts", import.meta.url));

export interface RelayProcessOptions {
  /** @default a free one */
  port?: number;
  stateDir: string;
  adminToken: string;
  masterKey: string;
  /** Folder of `relay.log`. @default stateDir */
  logDir?: string;
  /** Source file of the Worker. @default the relay's own */
  entry?: string;
}

/** Source files of altered relays. */
export const workerVariants = {
  /** Answers before it writes. */
  earlyAnswer: fileURLToPath(new URL("./early-answer-worker.ts", import.meta.url)),
  /** Calls `FAULT_URL` when it reaches `FAULT_STEP`. */
  faulty: fileURLToPath(new URL("./faulty-worker.ts", import.meta.url)),
} as const;

/** A relay as a process group, which can be killed and started again on the same state and port. */
export interface RelayProcess {
  readonly url: string;
  readonly adminToken: string;
  /** The admin API. */
  readonly admin: JsonApi;
  /** The process that was started last. */
  readonly child: Child;
  readonly isRunning: boolean;
  /** `vars` are other settings of the Worker for this run. */
  start(vars?: Record<string, string>): Promise<void>;
  /** SIGKILL to the whole group, workerd included. Resolves when all of it has ended. */
  kill(): Promise<void>;
}

/** Starts a relay and waits until it answers. */
export async function startRelayProcess(options: RelayProcessOptions): Promise<RelayProcess> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let isRunning = false;
  const start = (vars: Record<string, string>): Child =>
    startChild({
      name: "relay",
      command: process.execPath,
      args: ["--experimental-strip-types", "--no-warnings", runRelay],
      logFile: join(options.logDir ?? options.stateDir, "relay.log"),
      env: {
        RELAY_PORT: `${port}`,
        RELAY_STATE_DIR: options.stateDir,
        RELAY_ADMIN_TOKEN: options.adminToken,
        RELAY_MASTER_KEY: options.masterKey,
        RELAY_VARS: JSON.stringify(vars),
        RELAY_ENTRY: options.entry,
      },
    });

  const relay = {
    url,
    adminToken: options.adminToken,
    admin: createJsonApi(url, { authorization: `Bearer ${options.adminToken}` }),
    child: undefined as unknown as Child,
    get isRunning() {
      return isRunning;
    },
    async start(vars = {}) {
      const child = start(vars);
      relay.child = child;
      isRunning = true;
      await waitUntil(
        "the relay answers",
        // A kill ends the wait.
        async () => relay.child !== child || !isRunning || (await fetch(`${url}/healthz`)).ok,
        { everyMs: 20, giveUp: () => (isRunning ? child.ended() : undefined) },
      );
    },
    async kill() {
      if (!isRunning) return;
      isRunning = false;
      // The group is gone when not even a zombie is left to signal.
      await waitUntil("the relay's process group ends", () => !relay.child.kill(), { everyMs: 20, timeoutMs: 30_000 });
    },
  } satisfies RelayProcess;
  await relay.start();
  return relay;
}
