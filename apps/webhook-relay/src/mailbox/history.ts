import type { EventChange, EventEntity } from "../event.ts";
import { type EventStatusName, eventStatus } from "../event-status.ts";
import { DELIVERY_SPAN_MS } from "./inbox.ts";
import type { MailboxState } from "./mailbox-state.ts";
import { SEQUENCES_PER_ENTITY } from "./migrate-mailbox.ts";

/** An event as operators see it: without its body. */
export interface DeliveryRecord {
  id: string;
  /** Position in this mailbox, for paging. */
  position: number;
  status: EventStatusName;
  sequence: number;
  type: string;
  entity: EventEntity;
  event: string;
  acceptedAt: string;
  attempts: number;
  /** Result of the last attempt. */
  lastResult: string | null;
  /** When it was delivered or became dead. */
  settledAt: string | null;
  /** Only for the entity's first pending event. */
  nextAttemptAt: string | null;
}

export interface MailboxStats {
  accepted: number;
  delivered: number;
  pending: number;
  dead: number;
  /** Entities with a pending event. */
  waitingEntities: number;
  oldestPendingAgeMs: number | null;
  /** From acceptance to the store's 2xx, over up to 500 recent deliveries. */
  latencyMs: { samples: number; p50: number | null; p99: number | null };
  /** When the store answered 410. Nothing is sent until the tenant is registered again. */
  closedAt: string | null;
  storageBytes: number;
}

type RecordRow = {
  event_id: number;
  id: string;
  status: number;
  change: string;
  accepted_at: number;
  attempts: number;
  last_result: string | null;
  settled_at: number | null;
  next_sequence: number;
  due_at: number | null;
};

const columns = `e.event_id, e.id, e.status, e.change, e.accepted_at, e.attempts, e.last_result, e.settled_at,
  n.next_sequence, n.due_at`;
const entityOfEvent = `n.entity_id = e.event_id / ${SEQUENCES_PER_ENTITY}`;

// Pending events are found through the entities that are due, so that delivered events aren't read.
const pendingEvents = `entities n CROSS JOIN events e
  ON e.event_id >= n.entity_id * ${SEQUENCES_PER_ENTITY} + n.next_sequence
 AND e.event_id < (n.entity_id + 1) * ${SEQUENCES_PER_ENTITY}
 WHERE n.due_at IS NOT NULL AND e.status = 0`;

const sources: Record<EventStatusName, string> = {
  pending: pendingEvents,
  delivered: `events e CROSS JOIN entities n ON ${entityOfEvent} WHERE e.status = 1`,
  dead: `events e INDEXED BY events_dead CROSS JOIN entities n ON ${entityOfEvent} WHERE e.status = 2`,
};

const statusNames = Object.keys(eventStatus) as EventStatusName[];
const LATENCY_SAMPLES = 500;
/** Largest number of events that one call replays, so that it ends in time. */
const MAX_REPLAYED = 10_000;

const isoDate = (ms: number): string => new Date(ms).toISOString();

/** Lists, replays and counts a mailbox's events for operators. */
export class History {
  readonly #storage: DurableObjectStorage;
  readonly #state: MailboxState;

  constructor(storage: DurableObjectStorage, state: MailboxState) {
    this.#storage = storage;
    this.#state = state;
  }

  /** Events of a status below a position: the newest entity's newest event first. */
  list(status: EventStatusName, below: number, limit: number): DeliveryRecord[] {
    const rows = this.#storage.sql.exec<RecordRow>(
      `SELECT ${columns} FROM ${sources[status]} AND e.event_id < ?1 ORDER BY e.event_id DESC LIMIT ?2`,
      below,
      limit,
    );
    return [...rows].map(toRecord);
  }

  /**
   * Makes events pending for another five days, and due at once.
   *
   * @returns how many.
   */
  replay(selection: { status: EventStatusName } | { ids: readonly string[] }, now: number): number {
    const { sql } = this.#storage;
    return this.#storage.transactionSync(() => {
      const rows =
        "ids" in selection
          ? sql.exec<{ event_id: number }>(
              // Scans all receipts: an index by id would cost one more row for each event.
              `SELECT e.event_id FROM receipts r
               JOIN events e ON e.event_id = r.entity_id * ${SEQUENCES_PER_ENTITY} + r.sequence
               WHERE r.id IN (SELECT value FROM json_each(?))`,
              JSON.stringify(selection.ids),
            )
          : sql.exec<{ event_id: number }>(
              `SELECT e.event_id FROM ${sources[selection.status]} ORDER BY e.event_id LIMIT ${MAX_REPLAYED}`,
            );
      const eventIds = [...rows].map((row) => row.event_id);
      sql.exec(
        `UPDATE events SET status = 0, attempts = CASE status WHEN 0 THEN attempts ELSE 0 END,
           expires_at = ?2, settled_at = NULL
         WHERE event_id IN (SELECT value FROM json_each(?1))`,
        JSON.stringify(eventIds),
        now + DELIVERY_SPAN_MS,
      );
      sql.exec(
        `UPDATE entities SET due_at = ?2, next_sequence = min(next_sequence, first.sequence)
         FROM (SELECT value / ${SEQUENCES_PER_ENTITY} AS entity_id, MIN(value % ${SEQUENCES_PER_ENTITY}) AS sequence
               FROM json_each(?1) GROUP BY 1) AS first
         WHERE entities.entity_id = first.entity_id`,
        JSON.stringify(eventIds),
        now,
      );
      return eventIds.length;
    });
  }

  /** Gives every pending event another five days from now. */
  extendPending(now: number): void {
    this.#storage.sql.exec(
      `UPDATE events SET expires_at = ?1 WHERE event_id IN (SELECT e.event_id FROM ${pendingEvents})`,
      now + DELIVERY_SPAN_MS,
    );
  }

  stats(now: number): MailboxStats {
    const { sql } = this.#storage;
    const { pending, waiting, oldest } = sql
      .exec<{ pending: number; waiting: number; oldest: number | null }>(
        `SELECT COUNT(*) AS pending, COUNT(DISTINCT n.entity_id) AS waiting, MIN(e.accepted_at) AS oldest
         FROM ${pendingEvents}`,
      )
      .one();
    const { dead } = sql.exec<{ dead: number }>("SELECT COUNT(*) AS dead FROM events WHERE status = 2").one();
    const accepted = this.#state.number("accepted") ?? 0;
    const latencies = [
      ...sql.exec<{ ms: number }>(
        `SELECT settled_at - accepted_at AS ms FROM events WHERE status = 1 ORDER BY event_id DESC LIMIT ${LATENCY_SAMPLES}`,
      ),
    ]
      .map((row) => row.ms)
      .sort((a, b) => a - b);
    const closedAt = this.#state.number("closed_at");
    return {
      accepted,
      delivered: accepted - pending - dead - (this.#state.number("undelivered_removed") ?? 0),
      pending,
      dead,
      waitingEntities: waiting,
      oldestPendingAgeMs: oldest === null ? null : now - oldest,
      latencyMs: { samples: latencies.length, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) },
      closedAt: closedAt === undefined ? null : isoDate(closedAt),
      storageBytes: sql.databaseSize,
    };
  }
}

/** Nearest-rank quantile of a sorted list. */
function quantile(sorted: readonly number[], q: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)] ?? null;
}

function toRecord(row: RecordRow): DeliveryRecord {
  const change = JSON.parse(row.change) as EventChange;
  const sequence = row.event_id % SEQUENCES_PER_ENTITY;
  const isNext = row.status === eventStatus.pending && sequence === row.next_sequence && row.due_at !== null;
  return {
    id: row.id,
    position: row.event_id,
    status: statusNames[row.status] ?? "pending",
    sequence,
    type: change.type,
    entity: change.entity,
    event: change.event,
    acceptedAt: isoDate(row.accepted_at),
    attempts: row.attempts,
    lastResult: row.last_result,
    settledAt: row.settled_at === null ? null : isoDate(row.settled_at),
    nextAttemptAt: isNext && row.due_at !== null ? isoDate(row.due_at) : null,
  };
}
