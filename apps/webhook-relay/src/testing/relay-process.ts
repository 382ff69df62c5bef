import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { waitUntil } from "./wait-until.ts";

const child = fileURLToPath(new URL("./run-relay.ts", import.meta.url));

export interface RelayProcessOptions {
  stateDir: string;
  adminToken: string;
  masterKey: string;
  /** Source file of the Worker to run in place of the relay's own. */
  entry?: string;
}

/** Source files of relays for tests. */
export const workerVariants = {
  /** Answers before it writes. */
  earlyAnswer: fileURLToPath(new URL("./early-answer-worker.ts", import.meta.url)),
  /** Asks `FAULT_URL` when it reaches `FAULT_STEP`. */
  faulty: fileURLToPath(new URL("./faulty-worker.ts", import.meta.url)),
} as const;

/** A relay in a process group of its own, which can be killed and started again on the same state and port. */
export interface RelayProcess {
  readonly url: string;
  /** `vars` are further settings of the Worker for this run. */
  start(vars?: Record<string, string>): Promise<void>;
  /** SIGKILL to the whole group, workerd included. Resolves when nothing of it runs. */
  kill(): Promise<void>;
  readonly isRunning: boolean;
}

/** Starts a relay. Its output goes to `relay.log` in the state folder. */
export async function startRelayProcess(options: RelayProcessOptions): Promise<RelayProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(options.stateDir, { recursive: true });
  let running: ChildProcess | undefined;

  const relay: RelayProcess = {
    url,
    get isRunning() {
      return running !== undefined;
    },
    async start(vars = {}) {
      const output = openSync(join(options.stateDir, "relay.log"), "a");
      const started = spawn(process.execPath, ["--experimental-strip-types", "--no-warnings", child], {
        detached: true,
        stdio: ["ignore", output, output],
        env: {
          ...process.env,
          RELAY_PORT: String(port),
          RELAY_STATE_DIR: options.stateDir,
          RELAY_ADMIN_TOKEN: options.adminToken,
          RELAY_MASTER_KEY: options.masterKey,
          RELAY_VARS: JSON.stringify(vars),
          ...(options.entry === undefined ? {} : { RELAY_ENTRY: options.entry }),
        },
      });
      running = started;
      await waitUntil("the relay answers", async () => {
        if (running !== started) return true;
        if (started.exitCode !== null) throw new Error(`the relay ended, see ${options.stateDir}/relay.log`);
        return (await fetch(`${url}/healthz`)).ok;
      });
    },
    async kill() {
      const pid = running?.pid;
      running = undefined;
      if (pid === undefined) return;
      killGroup(pid);
      // The group is gone when not even a zombie of ours is left to signal.
      await waitUntil("the relay's process group ends", async () => !killGroup(pid));
    },
  };
  await relay.start();
  return relay;
}

/** @returns whether there was anything to kill. */
function killGroup(pid: number): boolean {
  try {
    return process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
