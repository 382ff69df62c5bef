/**
 * Tables of a mailbox. Steps are applied in order, each once; never edit one that has been deployed.
 *
 * - `receipts`: what was accepted (dedupe), remembered longer than the events themselves. By entity first: the same
 *   content is about the same entity, and ids, being hashes, would each touch another page.
 * - `entities`: who is next. `due_at` is when the entity's first pending event is to be sent, NULL when it has none;
 *   no event below `next_sequence` is pending.
 * - `events`: what is kept. `event_id` is `entity_id * 2^20 + sequence`, so that an entity's events lie side by side
 *   in order without an index: each index entry would be another row written and paid for. The body comes last, so that
 *   reading the rest of a large row doesn't read it.
 * - `facts`: single values.
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
];

/** How many events an entity may have in its life. An invoice has a dozen. */
export const SEQUENCES_PER_ENTITY = 2 ** 20;

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
