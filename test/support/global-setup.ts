import { startPostgres } from "@calypso-commerce/testkit/postgres";
import { testResults } from "@calypso-commerce/testkit/root";
import { migrateStore } from "@calypso-commerce/tools/stack/store";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the PostgreSQL server. Each stack creates its own database there. */
    postgresUrl: string;
    /** A migrated and seeded database. Copying it takes a second, migrating twenty. */
    templateDatabase: string;
  }
}

const templateDatabase = "calypso_template";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  try {
    await postgres.createDatabase(templateDatabase);
    await migrateStore({
      databaseUrl: postgres.url(templateDatabase),
      calypso: { url: "http://127.0.0.1:7780", publicKey: "migration", secretKey: "migration", account: "migration" },
      relaySigningSecret: `whsec_${Buffer.alloc(32, 1).toString("base64")}`,
      storefrontUrl: "http://localhost:8000",
      logDir: testResults("template"),
    });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide("postgresUrl", postgres.url("postgres"));
  project.provide("templateDatabase", templateDatabase);
  return () => postgres.stop();
}
