import { eventStatus } from "../event.ts";
import type { MailboxState } from "./mailbox-state.ts";
import { SEQUENCES_PER_ENTITY } from "./migrate-mailbox.ts";

const DAY_MS = 24 * 3_600_000;

/** How long what is kept, in days. */
export interface Retention {
  /** Delivered events, for replay. Default 7, at most 30. */
  deliveredDays: number;
}

/** Dead events stay listed and replayable this long. */
const DEAD_DAYS = 90;
/** The contract asks for 30 at least. A receipt also outlives its event. */
const RECEIPT_DAYS = 35;
/** After this long without an event an entity's numbers start from 1 again. */
const ENTITY_DAYS = 400;

const PASS_INTERVAL_MS = 6 * 3_600_000;
const SLICE_INTERVAL_MS = 1_000;
const ROWS_PER_SLICE = 2_000;

interface Pass {
  table: string;
  key: string;
  /** Which rows are too old; `?3` and so on are the cutoffs of `days`. */
  old: string;
  days: (retention: Retention) => number[];
}

const passes: readonly Pass[] = [
  {
    table: "events",
    key: "event_id",
    // What is pending long after its time is a closed store's.
    old: `(status = 1 AND settled_at < ?3) OR (status = 2 AND settled_at < ?4) OR (status = 0 AND expires_at < ?4)`,
    days: ({ deliveredDays }) => [deliveredDays, DEAD_DAYS],
  },
  {
    table: "receipts",
    key: "entity_id",
    old: `accepted_at < ?3 AND NOT EXISTS (SELECT 1 FROM events
            WHERE events.event_id = receipts.entity_id * ${SEQUENCES_PER_ENTITY} + receipts.sequence)`,
    days: () => [RECEIPT_DAYS],
  },
  {
    table: "entities",
    key: "entity_id",
    old: `due_at IS NULL AND updated_at < ?3 AND NOT EXISTS (SELECT 1 FROM events
            WHERE events.event_id > entities.entity_id * ${SEQUENCES_PER_ENTITY}
              AND events.event_id < (entities.entity_id + 1) * ${SEQUENCES_PER_ENTITY})`,
    days: () => [ENTITY_DAYS],
  },
];

/** Which table, and the last key seen of it. */
type Position = [table: number, key: number];

/**
 * Removes what is old, a slice of rows at a time: an object does one thing at once, and events come first.
 *
 * It walks the tables instead of keeping an index by time, since rows read cost a thousandth of rows written.
 */
export class Pruner {
  readonly #storage: DurableObjectStorage;
  readonly #facts: MailboxState;
  readonly #retention: Retention;

  constructor(storage: DurableObjectStorage, facts: MailboxState, retention: Retention) {
    this.#storage = storage;
    this.#facts = facts;
    this.#retention = retention;
  }

  /** When the next slice is due. */
  get dueAt(): number | undefined {
    return this.#facts.number("prune_at");
  }

  /** Sees to it that a pass comes, once there is something to keep. */
  arrange(now: number): void {
    if (this.dueAt === undefined) this.#facts.set("prune_at", now + PASS_INTERVAL_MS);
  }

  /** Does the next slice if it is due. */
  run(now: number): void {
    if (this.dueAt === undefined || this.dueAt > now) return;
    this.#storage.transactionSync(() => {
      const position = JSON.parse(this.#facts.text("prune_position") ?? "[0, 0]") as Position;
      const next = this.#prune(position, now);
      if (next !== undefined) this.#facts.set("prune_position", JSON.stringify(next));
      else this.#facts.remove("prune_position");
      this.#facts.set("prune_at", now + (next === undefined ? PASS_INTERVAL_MS : SLICE_INTERVAL_MS));
    });
  }

  /** @returns where to go on, or `undefined` at the end of the last table. */
  #prune([index, after]: Position, now: number): Position | undefined {
    const pass = passes[index];
    if (pass === undefined) return undefined;
    const { sql } = this.#storage;
    const { end } = sql
      .exec<{ end: number | null }>(
        `SELECT MAX(key) AS end FROM
           (SELECT ${pass.key} AS key FROM ${pass.table} WHERE ${pass.key} > ? ORDER BY key LIMIT ${ROWS_PER_SLICE})`,
        after,
      )
      .one();
    if (end === null) return index + 1 < passes.length ? [index + 1, 0] : undefined;
    const removed = [
      ...sql.exec<{ status: number }>(
        `DELETE FROM ${pass.table} WHERE ${pass.key} > ?1 AND ${pass.key} <= ?2 AND (${pass.old})
         RETURNING ${pass.table === "events" ? "status" : eventStatus.delivered} AS status`,
        after,
        end,
        ...pass.days(this.#retention).map((days) => now - days * DAY_MS),
      ),
    ];
    this.#countUndelivered(removed.filter((row) => row.status !== eventStatus.delivered).length);
    return [index, end];
  }

  #countUndelivered(removed: number): void {
    if (removed > 0) this.#facts.set("undelivered_removed", (this.#facts.number("undelivered_removed") ?? 0) + removed);
  }
}
