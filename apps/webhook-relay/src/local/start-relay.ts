import { createServer } from "node:net";
import { Log, LogLevel, Miniflare } from "miniflare";
import { RelaySettingError } from "../errors.ts";
import { parseAdminTokenSetting, parseMasterKeySetting } from "../settings.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { buildWorker } from "./build-worker.ts";
import { workerSettings } from "./worker-settings.ts";

export interface StartRelayOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default `"127.0.0.1"`. */
  host?: string;
  /** Folder of the registry and the mailboxes; created if it doesn't exist. Only one relay may use it at a time. */
  stateDir: string;
  /** `RELAY_ADMIN_TOKEN`: at least 16 characters. */
  adminToken: string | undefined;
  /** `RELAY_MASTER_KEY`: base64 of 32 bytes. */
  masterKey: string | undefined;
  /** Other settings of the Worker, by name. */
  vars?: Record<string, string>;
  /** Source of a built Worker. Default: built from this package's source. */
  script?: string;
}

export interface LocalRelay {
  /** Without a trailing slash. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Runs the relay in workerd on this machine, with its state on disk. Store URLs may be `http:` to loopback here.
 *
 * workerd is a child in this process's group: to crash the relay, kill the group.
 *
 * @throws {RelaySettingError} for a blank or malformed setting, or a port in use.
 */
export async function startRelay(options: StartRelayOptions): Promise<LocalRelay> {
  const adminToken = parseAdminTokenSetting(options.adminToken);
  parseMasterKeySetting(options.masterKey);
  const host = options.host ?? "127.0.0.1";
  const port = options.port ?? 0;
  await assertPortIsFree(host, port);
  const script = options.script ?? (await buildWorker());

  const miniflare = new Miniflare({
    host,
    port,
    resourcePersistencePath: options.stateDir,
    log: new Log(LogLevel.WARN),
    // Standard output belongs to the caller.
    handleStructuredLogs: ({ message }) => process.stderr.write(`${message}\n`),
    logRequests: false,
    cf: false,
    enableDevRegistry: false,
    telemetry: { enabled: false },
    workers: [
      {
        config: {
          name: "relay",
          compatibilityDate: workerSettings.compatibilityDate,
          compatibilityFlags: [...workerSettings.compatibilityFlags],
          manifest: {
            mainModule: "index.js",
            modulesRoot: options.stateDir,
            modules: { "index.js": { type: "esm", contents: script } },
          },
          exports: { Mailbox: { type: "durable-object", storage: "sqlite" } },
          // Miniflare passes these to workerd through a pipe, so that no secret is on a command line.
          env: {
            MAILBOXES: { type: "durable-object", worker: "relay", exportName: "Mailbox" },
            REGISTRY: { type: "d1", id: "registry" },
            BAD_SIGNATURES: { type: "rate-limit", namespace: "1", simple: workerSettings.badSignatureLimit },
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

/** workerd reports a port in use late, and without the name of the setting. */
function assertPortIsFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) => {
      const problem = cause.code === "EADDRINUSE" ? "is used by another process" : `can't be used (${cause.code})`;
      reject(new RelaySettingError(`port ${port}`, `on ${host} ${problem}.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
