import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { buildWorker } from "../src/local/index.ts";
import { workerSettings } from "../src/local/worker-settings.ts";

/** A minified Worker in a workerd process of its own. */
export interface ServedWorker {
  port: number;
  /** CPU time of workerd since its start, in microseconds. */
  cpuMicroseconds(): number;
  /** Resident memory, in bytes. */
  memoryBytes(): number;
  stop(): Promise<void>;
}

const { default: workerdPath } = createRequire(import.meta.url)("workerd") as { default: string };
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4_096;

/**
 * Builds a Worker and serves it. `text` are text bindings. With `mailboxes` it has a Durable Object class `Mailbox`,
 * its SQLite on disk. With `collectable` it may call `gc()`, so that its memory can be measured without garbage.
 */
export async function serveWorker(
  entry: URL,
  options: { text?: Record<string, string>; mailboxes?: boolean; collectable?: boolean } = {},
): Promise<ServedWorker> {
  const folder = await mkdtemp(join(tmpdir(), "relay-bench-"));
  await mkdir(join(folder, "state"));
  await writeFile(join(folder, "index.js"), await buildWorker({ entry: entry.pathname, minify: true }));
  const port = await freePort();
  const bindings = Object.entries(options.text ?? {}).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  if (options.mailboxes) bindings.push(`(name = "MAILBOXES", durableObjectNamespace = "Mailbox")`);
  const objects = `durableObjectNamespaces = [(className = "Mailbox", uniqueKey = "mailbox", enableSql = true)],
      durableObjectStorage = (localDisk = "state"),`;
  await writeFile(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "index.js", esModule = embed "index.js")],
      compatibilityDate = "${workerSettings.compatibilityDate}",
      compatibilityFlags = ${JSON.stringify(workerSettings.compatibilityFlags)},
      ${options.mailboxes ? objects : ""}
      bindings = [${bindings.join(", ")}],
      globalOutbound = "stores")),
    (name = "state", disk = (path = ${JSON.stringify(join(folder, "state"))}, writable = true)),
    (name = "stores", network = (allow = ["public", "private"])),
  ],
  v8Flags = [${options.collectable ? '"--expose-gc"' : ""}],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "worker")],
);
`,
  );
  const log = openSync(join(folder, "workerd.log"), "a");
  const child = spawn(workerdPath, ["serve", join(folder, "config.capnp")], {
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  await waitUntil(
    "workerd answers",
    async () => {
      await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer();
      return true;
    },
    { giveUp: () => (child.exitCode === null ? undefined : readFileSync(join(folder, "workerd.log"), "utf8")) },
  );
  const stat = () => readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return {
    port,
    cpuMicroseconds: () => ((Number(stat()[11]) + Number(stat()[12])) * 1_000_000) / TICKS_PER_SECOND,
    memoryBytes: () => Number(stat()[21]) * PAGE_BYTES,
    async stop() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
