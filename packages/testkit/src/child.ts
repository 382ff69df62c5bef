import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

export interface ChildOptions {
  /** Named in errors. */
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Standard output and error go to this file, not to a pipe: a full pipe stops a server. */
  logFile: string;
  uid?: number;
  gid?: number;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** How it ended and the end of its log; undefined while it runs. */
  ended(): string | undefined;
  /** Its exit code; null if a signal ended it or it could not be started. */
  exited: Promise<number | null>;
  /**
   * Signals the whole process group: killing only the leader would leave its children serving.
   *
   * @param signal @default "SIGKILL"
   * @returns whether anything of the group was left
   */
  kill(signal?: NodeJS.Signals): boolean;
  /** SIGTERM to the group, SIGKILL after `graceMs`; resolves when the leader has ended. */
  stop(graceMs?: number): Promise<void>;
}

const running = new Set<Child>();

/** Starts a command as the leader of its own process group. */
export function startChild(options: ChildOptions): Child {
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, "a");
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", log, log],
    detached: true,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid ?? options.uid }),
  });
  closeSync(log);
  let ended: string | undefined;
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      ended = `could not be started: ${error.message}`;
      resolve(null);
    });
    child.once("exit", (code, signal) => {
      ended ??= signal ? `ended by ${signal}` : `ended with code ${code}`;
      resolve(code);
    });
  });
  const self: Child = {
    name: options.name,
    pid: child.pid ?? -1,
    logFile: options.logFile,
    ended: () => (ended === undefined ? undefined : `${options.name} ${ended}\n${tail(options.logFile)}`),
    exited,
    kill(signal = "SIGKILL") {
      if (!child.pid) return false;
      try {
        return process.kill(-child.pid, signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
        throw error;
      }
    },
    async stop(graceMs = 5_000) {
      if (ended === undefined) {
        self.kill("SIGTERM");
        const timer = setTimeout(() => self.kill("SIGKILL"), graceMs);
        await exited;
        clearTimeout(timer);
      }
      // Ends what the leader left behind in its group.
      self.kill("SIGKILL");
      running.delete(self);
    },
  };
  running.add(self);
  return self;
}

/** Runs a command to its end. @throws with the end of its log if it fails */
export async function runChild(options: ChildOptions): Promise<void> {
  const child = startChild(options);
  const code = await child.exited;
  running.delete(child);
  if (code !== 0) throw new Error(child.ended() ?? `${options.name} failed`);
}

/** The last lines of a log file. */
export function tail(file: string, lines = 25): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

// However a script ends, it leaves no process behind.
function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}
process.once("exit", killAll);
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  // A script with its own handler for this signal ends in its own way.
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  });
}
