import { readdir, readFile } from "node:fs/promises";
import type { Miniflare } from "miniflare";

type D1Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;
type D1PreparedStatement = ReturnType<D1Database["prepare"]>;

const folder = new URL("../../migrations/", import.meta.url);

/** Applies the migrations that the registry lacks, recorded in the same table as by `wrangler d1 migrations`. */
export async function applyMigrations(db: D1Database): Promise<void> {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
       applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const pending: D1PreparedStatement[] = [];
  for (const name of names) {
    if (applied.has(name)) continue;
    const text = (await readFile(new URL(name, folder), "utf8")).replace(/^--.*$/gm, "");
    const statements = text.split(";").filter((statement) => statement.trim() !== "");
    pending.push(...statements.map((statement) => db.prepare(statement)));
    pending.push(db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name));
  }
  // All or none: the relay answers already, and would be asked for columns that a later migration renames.
  if (pending.length > 0) await db.batch(pending);
}
