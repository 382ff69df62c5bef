import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { type RelayProcess, startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { connectWebhooks } from "./connect-webhooks.ts";
import { checkPorts, portFrom } from "./ports.ts";
import type { Steps } from "./steps.ts";
import { migrateStore, publishableKey, type Store, type StoreSettings, startStore } from "./store.ts";

export interface StackOptions {
  steps: Steps;
  /** Serve Admin too (slower, 2 GB more). */
  admin?: boolean;
  /** Multiplies the vendor's waiting times: 0.01 is a hundred times faster. */
  timeScale?: number;
  /** Where the storefront will be served; the store is told for CORS and return links. */
  storefrontPort?: number;
  storeEnv?: Record<string, string | undefined>;
  /** A running server and a migrated, seeded database there to copy, instead of a server and a migration of its own. */
  database?: { server: PostgresServer; template: string };
  /** Puts something between the store and the vendor: given the vendor's address, answers the one that the store calls. */
  betweenStoreAndVendor?: (url: string) => Promise<string>;
  /** Puts something between the relay and the store: given the store's address, answers the one that the relay calls. */
  betweenRelayAndStore?: (url: string) => Promise<string>;
  /** Where the log files go. */
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
  /** Ends the store's process group, if it runs, and starts it again on the same port and database, with `env` on top. */
  restartStore(signal?: NodeJS.Signals, env?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

type EmulatorHandle = Awaited<ReturnType<typeof import("@calypso-commerce/emulator")["createEmulator"]>>;

/** The name of the demo's store in the relay's registry. */
const storeName = "demo";

/**
 * PostgreSQL, the emulator, the relay in workerd and a migrated, seeded Medusa store, each a real process on loopback,
 * connected as a merchant would connect them: the vendor's webhook points at the relay, the relay at the store.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { steps } = options;
  checkPorts();
  const logDir = options.logDir ?? join(root, ".demo/logs");
  mkdirSync(logDir, { recursive: true });
  const relayState = tempFolder("relay");
  const cleanups: (() => Promise<void> | void)[] = [relayState.remove];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    const postgres = options.database?.server ?? (await steps.step("postgres", "PostgreSQL started", startPostgres));
    if (!options.database) cleanups.push(() => postgres.stop());
    const database = `calypso_demo_${randomBytes(4).toString("hex")}`;
    await postgres.createDatabase(database, options.database?.template);

    const { createEmulator } = await import("@calypso-commerce/emulator");
    const emulator = await createEmulator({
      port: await portFrom("EMULATOR_PORT"),
      timeScale: options.timeScale ?? 1,
    });
    const { publicKey, secretKey, account } = emulator;
    cleanups.push(() => emulator.close());

    const storefrontUrl = `http://localhost:${options.storefrontPort ?? (await portFrom("STOREFRONT_PORT"))}`;
    const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
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
      adminToken: randomBytes(24).toString("base64url"),
      masterKey: randomBytes(32).toString("base64"),
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
    // Chosen late: while the store migrates another process could take a port that was free before.
    storeSettings.port = await portFrom("STORE_PORT");
    stack.store = await steps.step("store", "store started", () => startStore(storeSettings));
    cleanups.push(() => stack.store.child.stop());
    await connectWebhooks({
      vendor: { baseUrl: emulator.url, publicKey, secretKey, account },
      relay,
      name: storeName,
      storeUrl: (await options.betweenRelayAndStore?.(stack.store.url)) ?? stack.store.url,
      signingSecret,
    });
    return stack;
  } catch (error) {
    await stop();
    throw error;
  }
}
