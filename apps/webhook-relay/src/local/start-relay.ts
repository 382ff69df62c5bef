import { createServer } from "node:net";
import { Log, LogLevel, Miniflare } from "miniflare";
import { RelaySettingError } from "../errors.ts";
import { parseAdminToken, parseMasterKeys } from "../settings.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { buildWorker } from "./build-worker.ts";
import { badSignatureLimit, compatibilityDate, compatibilityFlags } from "./worker-settings.ts";

export interface StartRelayOptions {
  /** Default 0: a free one. */
  port?: number;
  /** Default `"127.0.0.1"`. */
  host?: string;
  /** Folder that holds the registry and the mailboxes; made where it doesn't exist. One relay at a time. */
  stateDir: string;
  /** `RELAY_ADMIN_TOKEN`: at least 16 characters. */
  adminToken: string | undefined;
  /** `RELAY_MASTER_KEY`: base64 of 32 bytes. */
  masterKey: string | undefined;
  /** Further settings of the Worker, by name. */
  vars?: Record<string, string>;
  /** Built Worker to run. Default: built from this package's source. */
  script?: string;
}

export interface LocalRelay {
  /** Without a slash at its end. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Runs the relay in workerd on this machine, its state on disk. Store URLs may be `http:` to loopback here.
 *
 * workerd is a child in this process's group: to crash the relay, kill the group.
 *
 * @throws {RelaySettingError} for a blank or malformed setting, or a port that is taken.
 */
export async function startRelay(options: StartRelayOptions): Promise<LocalRelay> {
  const adminToken = parseAdminToken(options.adminToken);
  parseMasterKeys(options.masterKey);
  const host = options.host ?? "127.0.0.1";
  const port = options.port ?? 0;
  await assertFree(host, port);
  const script = options.script ?? (await buildWorker());

  const miniflare = new Miniflare({
    host,
    port,
    resourcePersistencePath: options.stateDir,
    log: new Log(LogLevel.WARN),
    // Standard output is the caller's.
    handleStructuredLogs: ({ message }) => process.stderr.write(`${message}\n`),
    logRequests: false,
    cf: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: "relay",
          compatibilityDate,
          compatibilityFlags,
          manifest: {
            mainModule: "index.js",
            modulesRoot: options.stateDir,
            modules: { "index.js": { type: "esm", contents: script } },
          },
          exports: { Mailbox: { type: "durable-object", storage: "sqlite" } },
          // Miniflare hands these to workerd through a pipe, so that no secret is on a command line.
          env: {
            MAILBOXES: { type: "durable-object", worker: "relay", exportName: "Mailbox" },
            REGISTRY: { type: "d1", id: "registry" },
            BAD_SIGNATURES: { type: "rate-limit", namespace: "1", simple: badSignatureLimit },
            RELAY_ADMIN_TOKEN: { type: "text", value: adminToken },
            RELAY_MASTER_KEY: { type: "text", value: options.masterKey ?? "" },
            RELAY_LOOPBACK_STORES: { type: "text", value: "true" },
            ...Object.fromEntries(
              Object.entries(options.vars ?? {}).map(([name, value]) => [name, { type: "text" as const, value }]),
            ),
          },
        },
      },
    ],
  });
  try {
    const url = await miniflare.ready;
    await applyMigrations(await miniflare.getD1Database("REGISTRY"));
    return { url: url.origin, stop: () => miniflare.dispose() };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

/** workerd's own complaint about a taken port comes late and names no setting. */
function assertFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) => {
      const problem = cause.code === "EADDRINUSE" ? "is taken by another process" : `can't be used (${cause.code})`;
      reject(new RelaySettingError(`port ${port}`, `on ${host} ${problem}.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
