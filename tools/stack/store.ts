import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Child, runChild, startChild } from "@calypso-commerce/testkit/child";
import { freePort, isFreePort } from "@calypso-commerce/testkit/free-port";
import { query } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";

export const adminUser = { email: "admin@example.com", password: "calypso-demo" } as const;

export interface StoreSettings {
  databaseUrl: string;
  port?: number;
  calypso: { url: string; publicKey: string; secretKey: string; account: string };
  relaySigningSecret: string;
  storefrontUrl: string;
  /** Serve Admin with `medusa develop`. Otherwise `medusa start` runs the TypeScript source. */
  admin?: boolean;
  redisUrl?: string;
  logDir: string;
  env?: Record<string, string | undefined>;
}

export interface Store {
  url: string;
  port: number;
  child: Child;
}

const app = join(root, "apps/store");

/** The environment of a process of the store. */
export function storeEnvironment(settings: StoreSettings, port: number): Record<string, string | undefined> {
  return {
    NODE_ENV: settings.admin ? "development" : "production",
    MEDUSA_DISABLE_TELEMETRY: "true",
    NODE_COMPILE_CACHE: join(root, ".demo/compile-cache"),
    DATABASE_URL: settings.databaseUrl,
    REDIS_URL: settings.redisUrl,
    PORT: `${port}`,
    STORE_CORS: settings.storefrontUrl,
    ADMIN_CORS: `http://localhost:${port},http://127.0.0.1:${port}`,
    AUTH_CORS: `http://localhost:${port},http://127.0.0.1:${port},${settings.storefrontUrl}`,
    JWT_SECRET: secrets.jwt,
    COOKIE_SECRET: secrets.cookie,
    STOREFRONT_URL: settings.storefrontUrl,
    CALYPSO_BASE_URL: settings.calypso.url,
    CALYPSO_PUBLIC_KEY: settings.calypso.publicKey,
    CALYPSO_SECRET_KEY: settings.calypso.secretKey,
    CALYPSO_ACCOUNT: settings.calypso.account,
    CALYPSO_RELAY_SIGNING_SECRET: settings.relaySigningSecret,
    DISABLE_ADMIN: settings.admin ? "false" : "true",
    ADMIN_EMAIL: adminUser.email,
    ADMIN_PASSWORD: adminUser.password,
    ...settings.env,
  };
}

// The same for all stores of a run, so that sessions outlive a restart.
const secrets = { jwt: randomBytes(32).toString("hex"), cookie: randomBytes(32).toString("hex") };

function medusa(args: string[]) {
  return { command: process.execPath, args: [join(app, "node_modules/@medusajs/cli/cli.js"), ...args], cwd: app };
}

/** Public by its nature: every storefront shows its key. */
const demoPublishableKey = `pk_${"0123456789abcdef".repeat(4)}`;

/** Migrates and seeds the database. */
export async function migrateStore(settings: StoreSettings): Promise<void> {
  const log = join(settings.logDir, "migrate.log");
  await runChild({
    name: "medusa db:migrate",
    ...medusa(["db:migrate"]),
    env: storeEnvironment(settings, 9000),
    logFile: log,
  });
  // db:migrate exits with 0 even when the seed script throws.
  const seeded = await query(
    settings.databaseUrl,
    "select 1 from script_migrations where script_name = 'seed.ts' and finished_at is not null",
  );
  if (seeded.length === 0) throw new Error(`seeding did not finish: see ${log}`);
  // The same in every run, so that a storefront of your own needs no new setting.
  await query(settings.databaseUrl, "update api_key set token = $1, redacted = $2 where type = 'publishable'", [
    demoPublishableKey,
    `${demoPublishableKey.slice(0, 6)}***${demoPublishableKey.slice(-3)}`,
  ]);
}

/** The publishable API key that the seed created. */
export async function publishableKey(databaseUrl: string): Promise<string | undefined> {
  const rows = await query<{ token: string }>(
    databaseUrl,
    "select token from api_key where type = 'publishable' and deleted_at is null order by created_at limit 1",
  );
  return rows[0]?.token;
}

/** Starts the store and waits until it answers. */
export async function startStore(settings: StoreSettings): Promise<Store> {
  const port = settings.port ?? (await freePort(9000));
  // A process that listens there would answer in place of the store.
  if (!(await isFreePort(port))) throw new Error(`the store can't start: another process listens on port ${port}`);
  const child = startChild({
    name: "store",
    ...medusa([settings.admin ? "develop" : "start"]),
    env: storeEnvironment(settings, port),
    logFile: join(settings.logDir, "store.log"),
  });
  const url = `http://localhost:${port}`;
  await waitUntil("the store answers", async () => (await fetch(`${url}/health`)).ok, {
    timeoutMs: 180_000,
    giveUp: () => child.ended(),
  });
  return { url, port, child };
}
