/**
 * Tables of a mailbox. Steps are applied in order, each once. Never edit a deployed step.
 *
 * - `receipts`: dedupe keys of accepted events, kept longer than the events. The primary key begins with the entity
 *   because the same content has the same entity, while ids are hashes, each of which would touch another page.
 * - `entities`: `due_at` is when to send the entity's first pending event, NULL if it has none. No event below
 *   `next_sequence` is pending.
 * - `events`: `event_id` is `entity_id * 2^20 + sequence`. So an entity's events are adjacent and in order without an
 *   index, whose entries would each be another row to write and pay for. The body is the last column, so that SQLite
 *   reads the others of a large row without it.
 * - `state`: single values.
 */
const steps: readonly string[] = [
  `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

  CREATE TABLE receipts (
    entity_id INTEGER NOT NULL,
    id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    accepted_at INTEGER NOT NULL,
    PRIMARY KEY (entity_id, id)
  ) WITHOUT ROWID;

  CREATE TABLE entities (
    entity_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_sequence INTEGER NOT NULL,
    next_sequence INTEGER NOT NULL,
    due_at INTEGER,
    updated_at INTEGER NOT NULL
  );
  CREATE INDEX entities_due ON entities (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE events (
    event_id INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    status INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    accepted_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    settled_at INTEGER,
    last_result TEXT,
    change TEXT NOT NULL,
    key TEXT NOT NULL,
    sign TEXT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX events_dead ON events (status) WHERE status = 2;
  `,
  // Copies instead of renaming the table: a mailbox of a build whose first step created `state` has no `facts`.
  `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  INSERT OR IGNORE INTO state (name, value) SELECT CASE name WHEN 'store' THEN 'tenant' ELSE name END, value FROM facts;
  DROP TABLE facts;
  `,
];

/** Largest number of events of one entity. An invoice has a dozen. */
export const SEQUENCES_PER_ENTITY = 2 ** 20;

/** Applies the steps that a mailbox lacks. */
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
