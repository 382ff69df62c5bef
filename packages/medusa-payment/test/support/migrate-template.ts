import { join } from "node:path";
import { runChild } from "@calypso-commerce/testkit/child";
import { testResults } from "@calypso-commerce/testkit/root";
import { credentials, relaySigningSecret } from "./credentials";

const packageRoot = new URL("../..", import.meta.url).pathname;

/** Migrates a database for the tests' application, the links between modules included. */
export async function migrateTemplate(databaseUrl: string): Promise<void> {
  await runChild({
    name: "medusa db:migrate",
    command: process.execPath,
    args: [join(packageRoot, "node_modules/@medusajs/cli/cli.js"), "db:migrate"],
    cwd: join(packageRoot, "test/app"),
    env: {
      DATABASE_URL: databaseUrl,
      // CommonJS, as for the plugin; the one beside the tests is for Vitest.
      TS_NODE_PROJECT: join(packageRoot, "tsconfig.json"),
      MEDUSA_DISABLE_TELEMETRY: "true",
      CALYPSO_OPTIONS: JSON.stringify({
        credentials: { ...credentials, baseUrl: "http://127.0.0.1:7780" },
        webhooks: { relaySigningSecret },
        checkout: { returnUrl: "https://shop.example/done?cart={cart}" },
      }),
    },
    logFile: testResults("plugin-migrate.log"),
  });
}
