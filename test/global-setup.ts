import { mkdirSync } from "node:fs";
import { startPostgres } from "@calypso-commerce/testkit/postgres";
import { migrateStore } from "@calypso-commerce/tools/stack/store";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The server's address; each stack makes a database of its own there. */
    postgresUrl: string;
    /** A migrated and seeded database that a stack copies in a second, instead of migrating for twenty. */
    templateDatabase: string;
  }
}

const templateDatabase = "calypso_template";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  try {
    const logDir = `${import.meta.dirname}/../.test-results/template`;
    mkdirSync(logDir, { recursive: true });
    await postgres.createDatabase(templateDatabase);
    await migrateStore({
      databaseUrl: postgres.url(templateDatabase),
      calypso: { url: "http://127.0.0.1:7780", publicKey: "migration", secretKey: "migration", account: "migration" },
      relaySigningSecret: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
      storefrontUrl: "http://localhost:8000",
      logDir,
    });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide("postgresUrl", postgres.url("postgres"));
  project.provide("templateDatabase", templateDatabase);
  return () => postgres.stop();
}
