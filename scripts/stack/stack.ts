import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPorts, portFrom } from "./free-port.ts";
import { type PostgresServer, startPostgres } from "./postgres.ts";
import { type Relay, startRelayProcess } from "./relay.ts";
import { root } from "./root.ts";
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
  relay: Relay;
  relayState: string;
  store: Store;
  storeSettings: StoreSettings;
  storefrontUrl: string;
  publishableKey: string;
  logDir: string;
  /** Starts the relay again on the same port and state, after it was killed. */
  restartRelay(): Promise<void>;
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
  const relayState = mkdtempSync(join(tmpdir(), "calypso-relay-"));
  const cleanups: (() => Promise<void> | void)[] = [() => rmSync(relayState, { recursive: true, force: true })];
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
    cleanups.push(() => emulator.close());

    const storefrontUrl = `http://localhost:${options.storefrontPort ?? (await portFrom("STOREFRONT_PORT"))}`;
    const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
    const storeSettings: StoreSettings = {
      databaseUrl: postgres.url(database),
      calypso: {
        url: (await options.betweenStoreAndVendor?.(emulator.url)) ?? emulator.url,
        publicKey: emulator.publicKey,
        secretKey: emulator.secretKey,
        account: emulator.account,
      },
      relaySigningSecret: signingSecret,
      storefrontUrl,
      admin: options.admin ?? false,
      logDir,
      ...(options.storeEnv ? { env: options.storeEnv } : {}),
    };
    const relaySettings = {
      port: await portFrom("RELAY_PORT"),
      stateDir: relayState,
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
      relayState,
      store: undefined as never,
      storeSettings,
      storefrontUrl,
      publishableKey: "",
      logDir,
      async restartRelay() {
        await stack.relay.child.stop();
        stack.relay = await startRelayProcess({ ...relaySettings, port: relay.port });
      },
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
    cleanups.push(() => stack.relay.child.stop());
    stack.publishableKey = (await publishableKey(stack.databaseUrl)) ?? "";
    // Chosen late: while the store migrates another process could take a port that was free before.
    storeSettings.port = await portFrom("STORE_PORT");
    stack.store = await steps.step("store", "store started", () => startStore(storeSettings));
    cleanups.push(() => stack.store.child.stop());
    await connectWebhooks(
      stack,
      (await options.betweenRelayAndStore?.(stack.store.url)) ?? stack.store.url,
      signingSecret,
    );
    return stack;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Subscribes the relay to the vendor's webhooks and registers the store and the subscription's keys with the relay. */
async function connectWebhooks(stack: Stack, storeUrl: string, signingSecret: string): Promise<void> {
  const { createCalypsoClient } = await import("@calypso-commerce/core");
  const { emulator, relay } = stack;
  const client = createCalypsoClient({
    baseUrl: emulator.url,
    publicKey: emulator.publicKey,
    secretKey: emulator.secretKey,
    account: emulator.account,
  });
  const subscription = await client.webhook.create({
    url: `${relay.url}/v1/webhooks/${storeName}`,
    notificationServiceTypes: ["INVOICE", "PAYOUT"],
  });
  if (!subscription.publicKey || !subscription.secretKey) throw new Error("the new webhook subscription has no keys");
  await relay.putStore(storeName, {
    url: `${storeUrl}/hooks/calypso`,
    keys: [{ publicKey: subscription.publicKey, secretKey: subscription.secretKey }],
    signingSecret,
  });
}
