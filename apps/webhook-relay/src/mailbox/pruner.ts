import { eventStatus } from "../event-status.ts";
import type { MailboxState } from "./mailbox-state.ts";
import { SEQUENCES_PER_ENTITY } from "./migrate-mailbox.ts";

const DAY_MS = 24 * 3_600_000;

export interface Retention {
  /** Days that delivered events are kept for replay, at most 30. */
  deliveredDays: number;
}

/** Days that dead events are kept, listed and replayable. */
const DEAD_DAYS = 90;
/** Days that duplicates are recognized: at least 30 are promised, and a receipt outlives its delivered event. */
const RECEIPT_DAYS = 35;
/** After so many days without an event, an entity's sequence numbers restart at 1. */
const ENTITY_DAYS = 400;

const PASS_INTERVAL_MS = 6 * 3_600_000;
const SLICE_INTERVAL_MS = 1_000;
const ROWS_PER_SLICE = 2_000;

interface TableRule {
  table: string;
  key: string;
  /** Matches the rows that are too old; `?3` and following are the cutoffs of `days`. */
  old: string;
  days: (retention: Retention) => number[];
}

const tableRules: readonly TableRule[] = [
  {
    table: "events",
    key: "event_id",
    // An event that is still pending long after it expired belongs to a closed tenant.
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

/** Index of the table, and the last key that was visited in it. */
type Position = [table: number, key: number];

/**
 * Removes old rows, in slices: a Durable Object has one thread, and events come first.
 *
 * A pass walks through all tables instead of an index by time, because a row read costs a thousandth of a row written.
 */
export class Pruner {
  readonly #storage: DurableObjectStorage;
  readonly #state: MailboxState;
  readonly #retention: Retention;

  constructor(storage: DurableObjectStorage, state: MailboxState, retention: Retention) {
    this.#storage = storage;
    this.#state = state;
    this.#retention = retention;
  }

  /** When the next slice is due; `undefined` before the first event. */
  get dueAt(): number | undefined {
    return this.#state.number("prune_at");
  }

  /** Schedules the first pass. */
  schedule(now: number): void {
    if (this.dueAt === undefined) this.#state.set("prune_at", now + PASS_INTERVAL_MS);
  }

  /** Prunes the next slice if it is due. */
  pruneIfDue(now: number): void {
    if (this.dueAt === undefined || this.dueAt > now) return;
    this.#storage.transactionSync(() => {
      const position = JSON.parse(this.#state.text("prune_position") ?? "[0, 0]") as Position;
      const next = this.#pruneSlice(position, now);
      if (next !== undefined) this.#state.set("prune_position", JSON.stringify(next));
      else this.#state.remove("prune_position");
      this.#state.set("prune_at", now + (next === undefined ? PASS_INTERVAL_MS : SLICE_INTERVAL_MS));
    });
  }

  /** @returns where the next slice begins, or `undefined` at the end of the last table. */
  #pruneSlice([index, after]: Position, now: number): Position | undefined {
    const rule = tableRules[index];
    if (rule === undefined) return undefined;
    const { sql } = this.#storage;
    const { end } = sql
      .exec<{ end: number | null }>(
        `SELECT MAX(key) AS end FROM
           (SELECT ${rule.key} AS key FROM ${rule.table} WHERE ${rule.key} > ? ORDER BY key LIMIT ${ROWS_PER_SLICE})`,
        after,
      )
      .one();
    if (end === null) return index + 1 < tableRules.length ? [index + 1, 0] : undefined;
    const removed = [
      ...sql.exec<{ status: number }>(
        `DELETE FROM ${rule.table} WHERE ${rule.key} > ?1 AND ${rule.key} <= ?2 AND (${rule.old})
         RETURNING ${rule.table === "events" ? "status" : eventStatus.delivered} AS status`,
        after,
        end,
        ...rule.days(this.#retention).map((days) => now - days * DAY_MS),
      ),
    ];
    this.#countUndelivered(removed.filter((row) => row.status !== eventStatus.delivered).length);
    return [index, end];
  }

  #countUndelivered(removed: number): void {
    if (removed > 0) this.#state.set("undelivered_removed", (this.#state.number("undelivered_removed") ?? 0) + removed);
  }
}
