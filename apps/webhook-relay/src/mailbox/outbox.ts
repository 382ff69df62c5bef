import type { DeliveryOutcome } from "../deliver/outcome.ts";
import { type EventChange, eventStatus, type QueuedEvent } from "./event.ts";

type EventRow = {
  event_id: number;
  entity_id: number;
  sequence: number;
  id: string;
  change: string;
  body: string;
  key: string;
  sign: string;
  accepted_at: number;
  expires_at: number;
  attempts: number;
};

/** Which events wait in the mailbox, and what became of each attempt. */
export class Outbox {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Entities whose next event is due, the longest overdue first. */
  dueEntities(now: number, limit: number): number[] {
    return this.#storage.sql
      .exec<{ entity_id: number }>(
        "SELECT entity_id FROM entities WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map((row) => row.entity_id);
  }

  /** Whether anything is due (under way or waiting for a connection), and when the next is after that. */
  outlook(now: number): { overdue: boolean; nextDueAt: number | undefined } {
    const { overdue, next } = this.#storage.sql
      .exec<{ overdue: number; next: number | null }>(
        `SELECT EXISTS (SELECT 1 FROM entities WHERE due_at <= ?1) AS overdue,
                (SELECT MIN(due_at) FROM entities WHERE due_at > ?1) AS next`,
        now,
      )
      .one();
    return { overdue: overdue === 1, nextDueAt: next ?? undefined };
  }

  /** The oldest pending event of an entity. */
  head(entityId: number): QueuedEvent | undefined {
    const [row] = this.#storage.sql.exec<EventRow>(
      `SELECT event_id, entity_id, sequence, id, change, body, key, sign, accepted_at, expires_at, attempts
       FROM events WHERE entity_id = ? AND status = 0 ORDER BY sequence LIMIT 1`,
      entityId,
    );
    if (row === undefined) return undefined;
    return {
      eventId: row.event_id,
      entityId: row.entity_id,
      id: row.id,
      sequence: row.sequence,
      change: JSON.parse(row.change) as EventChange,
      body: row.body,
      key: row.key,
      sign: row.sign,
      acceptedAt: row.accepted_at,
      attempts: row.attempts,
      expiresAt: row.expires_at,
    };
  }

  /** Records an attempt's outcome and when the entity is next due, in one transaction. */
  settle(event: QueuedEvent, outcome: DeliveryOutcome, now: number): void {
    const { sql } = this.#storage;
    this.#storage.transactionSync(() => {
      if (outcome.kind === "again" || outcome.kind === "closed") {
        sql.exec(
          "UPDATE events SET attempts = attempts + 1, last_result = ?2 WHERE event_id = ?1",
          event.eventId,
          outcome.result,
        );
        const dueAt = outcome.kind === "again" ? outcome.dueAt : now;
        sql.exec("UPDATE entities SET due_at = ?2 WHERE entity_id = ?1", event.entityId, dueAt);
        return;
      }
      sql.exec(
        `UPDATE events SET status = ?2, attempts = attempts + 1, settled_at = ?3, last_result = ?4 WHERE event_id = ?1`,
        event.eventId,
        eventStatus[outcome.kind],
        now,
        outcome.result,
      );
      this.refreshDue(event.entityId, now);
    });
  }

  /** Makes an entity due now if it has a pending event, else idle. */
  refreshDue(entityId: number, now: number): void {
    this.#storage.sql.exec(
      `UPDATE entities SET due_at =
         CASE WHEN EXISTS (SELECT 1 FROM events WHERE entity_id = ?1 AND status = 0) THEN ?2 END
       WHERE entity_id = ?1`,
      entityId,
      now,
    );
  }

  /** Puts an entity off without counting an attempt. */
  postpone(entityId: number, dueAt: number): void {
    this.#storage.sql.exec("UPDATE entities SET due_at = ?2 WHERE entity_id = ?1", entityId, dueAt);
  }
}
