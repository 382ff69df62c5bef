import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { type RelayProcess, startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { connectWebhooks } from "./connect-webhooks.ts";
import { createSecrets, loadSecrets, saveSecrets } from "./kept.ts";
import { checkPorts, portFrom } from "./ports.ts";
import type { Steps } from "./steps.ts";
import { migrateStore, publishableKey, type Store, type StoreSettings, startStore } from "./store.ts";

export interface StackOptions {
  steps: Steps;
  /** Serve Admin, which is slower and takes 2 GB more. */
  admin?: boolean;
  /** Multiplies the vendor's delays: 0.01 is a hundred times faster. @default 1 */
  timeScale?: number;
  /** Port of the storefront, which the store needs for CORS and return links. */
  storefrontPort?: number;
  storeEnv?: Record<string, string | undefined>;
  /** A server and a migrated, seeded database to copy there. @default starts a server and migrates */
  database?: { server: PostgresServer; template: string };
  /** Puts a proxy between the store and the vendor: takes the vendor's address and returns the one that the store calls. */
  betweenStoreAndVendor?: (url: string) => Promise<string>;
  /** Puts a proxy between the relay and the store: takes the store's address and returns the one that the relay calls. */
  betweenRelayAndStore?: (url: string) => Promise<string>;
  /** The storefront's address, if it isn't ours. */
  storefrontUrl?: string | undefined;
  /** Folder that keeps data and keys for the next start. Default: they are thrown away. */
  keepIn?: string | undefined;
  /** Folder for log files. */
  logDir?: string;
}

export interface Stack {
  postgres: PostgresServer;
  databaseUrl: string;
  emulator: EmulatorHandle;
  relay: RelayProcess;
  relayState: string;
  store: Store;
  storeSettings: StoreSettings;
  storefrontUrl: string;
  publishableKey: string;
  logDir: string;
  /** Ends the store, if it runs, and starts it again on the same port and database with `env` added. */
  restartStore(signal?: NodeJS.Signals, env?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

type EmulatorHandle = Awaited<ReturnType<typeof import("@calypso-commerce/emulator")["createEmulator"]>>;

/** The store's name at the relay. */
const storeName = "demo";

/**
 * Starts PostgreSQL, the emulator, the relay in workerd and a migrated, seeded Medusa store, connected as a merchant
 * would connect them: the vendor's webhooks go to the relay, the relay delivers to the store.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { steps } = options;
  checkPorts();
  const logDir = options.logDir ?? join(root, ".demo/logs");
  mkdirSync(logDir, { recursive: true });
  const { keepIn } = options;
  const secrets = keepIn ? loadSecrets(keepIn) : createSecrets();
  const relayState = keepIn ? { path: join(keepIn, "relay"), remove() {} } : tempFolder("relay");
  const cleanups: (() => Promise<void> | void)[] = [relayState.remove];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    const postgres =
      options.database?.server ??
      (await steps.step("postgres", "PostgreSQL started", () => startPostgres(keepIn && join(keepIn, "postgres"))));
    if (!options.database) cleanups.push(() => postgres.stop());
    const database = keepIn ? "calypso_demo" : `calypso_demo_${randomBytes(4).toString("hex")}`;
    if (!keepIn || !(await postgres.hasDatabase(database)))
      await postgres.createDatabase(database, options.database?.template);

    const { createEmulator } = await import("@calypso-commerce/emulator");
    const emulator = await createEmulator({
      port: await portFrom("EMULATOR_PORT"),
      timeScale: options.timeScale ?? 1,
      ...(keepIn && { persistFile: join(keepIn, "emulator.json") }),
    });
    const { publicKey, secretKey, account } = emulator;
    cleanups.push(() => emulator.close());

    const storefrontUrl =
      options.storefrontUrl ?? `http://localhost:${options.storefrontPort ?? (await portFrom("STOREFRONT_PORT"))}`;
    const { signingSecret } = secrets;
    const storeSettings: StoreSettings = {
      databaseUrl: postgres.url(database),
      calypso: {
        url: (await options.betweenStoreAndVendor?.(emulator.url)) ?? emulator.url,
        publicKey,
        secretKey,
        account,
      },
      relaySigningSecret: signingSecret,
      storefrontUrl,
      admin: options.admin ?? false,
      logDir,
      ...(options.storeEnv ? { env: options.storeEnv } : {}),
    };
    const relaySettings = {
      port: await portFrom("RELAY_PORT"),
      stateDir: relayState.path,
      adminToken: secrets.relayAdminToken,
      masterKey: secrets.relayMasterKey,
      logDir,
    };
    const [relay] = await Promise.all([
      steps.step("relay", "relay started", () => startRelayProcess(relaySettings)),
      options.database
        ? undefined
        : steps.step("migrate", "store migrated and seeded", () => migrateStore(storeSettings)),
    ]);
    const stack: Stack = {
      postgres,
      databaseUrl: storeSettings.databaseUrl,
      emulator,
      relay,
      relayState: relayState.path,
      store: undefined as never,
      storeSettings,
      storefrontUrl,
      publishableKey: "",
      logDir,
      async restartStore(signal = "SIGTERM", env = {}) {
        stack.store.child.kill(signal);
        await stack.store.child.stop();
        stack.store = await startStore({
          ...storeSettings,
          port: stack.store.port,
          env: { ...storeSettings.env, ...env },
        });
      },
      stop,
    };
    cleanups.push(() => relay.kill());
    stack.publishableKey = (await publishableKey(stack.databaseUrl)) ?? "";
    // Chosen late, since another process could take the port during the migration.
    storeSettings.port = await portFrom("STORE_PORT");
    stack.store = await steps.step("store", "store started", () => startStore(storeSettings));
    cleanups.push(() => stack.store.child.stop());
    const connected = `${relay.url} ${stack.store.url}`;
    // A second subscription would send every event twice.
    if (secrets.connected !== connected) {
      await connectWebhooks({
        vendor: { baseUrl: emulator.url, publicKey, secretKey, account },
        relay,
        name: storeName,
        storeUrl: (await options.betweenRelayAndStore?.(stack.store.url)) ?? stack.store.url,
        signingSecret,
      });
      if (keepIn) saveSecrets(keepIn, { ...secrets, connected });
    }
    return stack;
  } catch (error) {
    await stop();
    throw error;
  }
}
