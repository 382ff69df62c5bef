import type { DeliveryOutcome } from "../delivery/delivery-outcome.ts";
import type { EventChange, QueuedEvent } from "../event.ts";
import { eventStatus } from "../event-status.ts";
import { SEQUENCES_PER_ENTITY } from "./migrate-mailbox.ts";

type EventRow = {
  event_id: number;
  id: string;
  change: string;
  body: string;
  key: string;
  sign: string;
  accepted_at: number;
  expires_at: number;
  attempts: number;
};

/** The mailbox's pending events, and the outcomes of their attempts. */
export class Outbox {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Entities whose next event is due, longest overdue first. */
  dueEntities(now: number, limit: number): number[] {
    const rows = this.#storage.sql.exec<{ entity_id: number }>(
      "SELECT entity_id FROM entities WHERE due_at <= ? ORDER BY due_at LIMIT ?",
      now,
      limit,
    );
    return [...rows].map((row) => row.entity_id);
  }

  /** Whether an event is due (in flight, or waiting for a connection), and when the next one will be. */
  schedule(now: number): { overdue: boolean; nextDueAt: number | undefined } {
    const { overdue, next } = this.#storage.sql
      .exec<{ overdue: number; next: number | null }>(
        `SELECT EXISTS (SELECT 1 FROM entities WHERE due_at <= ?1) AS overdue,
                (SELECT MIN(due_at) FROM entities WHERE due_at > ?1) AS next`,
        now,
      )
      .one();
    return { overdue: overdue === 1, nextDueAt: next ?? undefined };
  }

  /** The first pending event of an entity. */
  head(entityId: number): QueuedEvent | undefined {
    const [row] = this.#storage.sql.exec<EventRow>(
      `SELECT e.event_id, e.id, e.change, e.body, e.key, e.sign, e.accepted_at, e.expires_at, e.attempts
       FROM entities n JOIN events e
         ON e.event_id >= n.entity_id * ${SEQUENCES_PER_ENTITY} + n.next_sequence
        AND e.event_id < (n.entity_id + 1) * ${SEQUENCES_PER_ENTITY}
       WHERE n.entity_id = ? AND e.status = 0 ORDER BY e.event_id LIMIT 1`,
      entityId,
    );
    if (row === undefined) return undefined;
    return {
      eventId: row.event_id,
      entityId,
      id: row.id,
      sequence: row.event_id % SEQUENCES_PER_ENTITY,
      change: JSON.parse(row.change) as EventChange,
      body: row.body,
      key: row.key,
      sign: row.sign,
      acceptedAt: row.accepted_at,
      attempts: row.attempts,
      expiresAt: row.expires_at,
    };
  }

  /** Records an attempt's outcome and the entity's next due time, in one transaction. */
  recordOutcome(event: QueuedEvent, outcome: DeliveryOutcome, now: number): void {
    const { sql } = this.#storage;
    const status = outcome.kind === "delivered" || outcome.kind === "dead" ? eventStatus[outcome.kind] : undefined;
    this.#storage.transactionSync(() => {
      sql.exec(
        `UPDATE events SET attempts = attempts + 1, last_result = ?2, status = coalesce(?3, status), settled_at = ?4
         WHERE event_id = ?1`,
        event.eventId,
        outcome.result,
        status ?? null,
        status === undefined ? null : now,
      );
      if (outcome.kind === "retry") this.setDue(event.entityId, outcome.dueAt);
      else if (status !== undefined) this.advance(event.entityId, now);
    });
  }

  /** Makes an entity due now if it has a pending event, and idle otherwise. */
  advance(entityId: number, now: number): void {
    this.#storage.sql.exec(
      `WITH pending AS (
         SELECT MIN(e.event_id) AS event_id FROM entities n JOIN events e
           ON e.event_id >= n.entity_id * ${SEQUENCES_PER_ENTITY} + n.next_sequence
          AND e.event_id < (n.entity_id + 1) * ${SEQUENCES_PER_ENTITY}
         WHERE n.entity_id = ?1 AND e.status = 0
       )
       UPDATE entities SET
         next_sequence = coalesce((SELECT event_id FROM pending) % ${SEQUENCES_PER_ENTITY}, last_sequence + 1),
         due_at = CASE WHEN (SELECT event_id FROM pending) IS NOT NULL THEN ?2 END
       WHERE entity_id = ?1`,
      entityId,
      now,
    );
  }

  /** Sets an entity's due time without counting an attempt. */
  setDue(entityId: number, dueAt: number): void {
    this.#storage.sql.exec("UPDATE entities SET due_at = ?2 WHERE entity_id = ?1", entityId, dueAt);
  }
}
