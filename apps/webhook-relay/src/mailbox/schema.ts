/**
 * Tables of a mailbox. Steps are applied in order, each once; never edit one that has been deployed.
 *
 * `receipts` is the memory of what was accepted (dedupe), `events` what is kept of it, `entities` who is next: an
 * entity's `due_at` is when its oldest pending event is to be sent, and NULL when it has none.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

  CREATE TABLE receipts (
    event_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    accepted_at INTEGER NOT NULL
  );

  CREATE TABLE entities (
    entity_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_sequence INTEGER NOT NULL,
    due_at INTEGER,
    updated_at INTEGER NOT NULL
  );
  CREATE INDEX entities_due ON entities (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE events (
    event_id INTEGER PRIMARY KEY,
    entity_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    change TEXT NOT NULL,
    body TEXT NOT NULL,
    key TEXT NOT NULL,
    sign TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    status INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    settled_at INTEGER,
    last_result TEXT
  );
  CREATE INDEX events_pending ON events (entity_id, sequence) WHERE status = 0;
  CREATE INDEX events_dead ON events (event_id) WHERE status = 2;
  `,
];

/** Brings a mailbox's tables up to date. */
export function migrateMailbox(storage: DurableObjectStorage): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS schema_steps (step INTEGER PRIMARY KEY)");
  const { done } = sql.exec<{ done: number }>("SELECT COUNT(*) AS done FROM schema_steps").one();
  steps.slice(done).forEach((step, index) => {
    storage.transactionSync(() => {
      sql.exec(step);
      sql.exec("INSERT INTO schema_steps (step) VALUES (?)", done + index);
    });
  });
}
