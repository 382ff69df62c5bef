import { externalPostgres, query } from "@calypso-commerce/testkit/postgres";
import type { TestProject } from "vitest/node";
import { buildPlugin } from "./build-plugin";
import { migrateTemplate } from "./migrate-template";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database. Each file's application starts on a copy: copying takes a second, migrating fifteen. */
    templateDatabase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildPlugin();
  const { DB_HOST = "localhost", DB_PORT = "5432", DB_USERNAME = "root", DB_PASSWORD = "" } = process.env;
  const credentials = `${encodeURIComponent(DB_USERNAME)}:${encodeURIComponent(DB_PASSWORD)}`;
  const postgres = externalPostgres(`postgres://${credentials}@${DB_HOST}:${DB_PORT}/postgres`);
  const template = `plugin-template-${process.pid}`;
  const drop = async () => {
    await query(postgres.url("postgres"), `drop database if exists "${template}" with (force)`);
  };
  await postgres.createDatabase(template);
  try {
    await migrateTemplate(postgres.url(template));
  } catch (error) {
    await drop();
    throw error;
  }
  project.provide("templateDatabase", template);
  return drop;
}
