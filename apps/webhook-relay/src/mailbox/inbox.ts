import type { IncomingEvent } from "../event.ts";
import type { MailboxState } from "./mailbox-state.ts";
import { SEQUENCES_PER_ENTITY } from "./migrate-mailbox.ts";

/** How long the relay tries to deliver an event, in milliseconds from its acceptance or replay. */
export const DELIVERY_SPAN_MS = 5 * 24 * 3_600_000;

interface EntityPosition {
  entityId: number;
  lastSequence: number;
}

/**
 * Inserts verified events into the mailbox: dedupe key, event, sequence number and due time in one transaction.
 *
 * The number of statements doesn't depend on the size of the batch: a statement costs more than a row.
 */
export class Inbox {
  readonly #storage: DurableObjectStorage;
  readonly #state: MailboxState;
  #lastEntityId: number;
  #accepted: number;

  constructor(storage: DurableObjectStorage, state: MailboxState) {
    this.#storage = storage;
    this.#state = state;
    this.#accepted = state.number("accepted") ?? 0;
    this.#lastEntityId = storage.sql
      .exec<{ last: number }>("SELECT coalesce(MAX(entity_id), 0) AS last FROM entities")
      .one().last;
  }

  /** Answers for each event, in order, whether it is a duplicate. If it throws, it has stored none of them. */
  accept(batch: readonly IncomingEvent[], now: number): boolean[] {
    let lastEntityId = this.#lastEntityId;
    let accepted = this.#accepted;
    const duplicates = this.#storage.transactionSync(() => {
      const positions = this.#positionsOf(batch);
      const { duplicates, fresh } = this.#withoutDuplicates(batch, positions);
      if (fresh.length > 0) lastEntityId = this.#insert(fresh, positions, now);
      accepted += fresh.length;
      this.#state.set("accepted", accepted);
      return duplicates;
    });
    // After the transaction: one that is rolled back uses no ids.
    this.#lastEntityId = lastEntityId;
    this.#accepted = accepted;
    return duplicates;
  }

  /** Positions of the batch's known entities, by name. */
  #positionsOf(batch: readonly IncomingEvent[]): Map<string, EntityPosition> {
    const rows = this.#storage.sql.exec<{ entity_id: number; name: string; last_sequence: number }>(
      "SELECT entity_id, name, last_sequence FROM entities WHERE name IN (SELECT value FROM json_each(?))",
      JSON.stringify(batch.map((event) => event.entity)),
    );
    return new Map([...rows].map((row) => [row.name, { entityId: row.entity_id, lastSequence: row.last_sequence }]));
  }

  #withoutDuplicates(
    batch: readonly IncomingEvent[],
    positions: ReadonlyMap<string, EntityPosition>,
  ): { duplicates: boolean[]; fresh: IncomingEvent[] } {
    const seen = new Set<string>();
    // A new entity has no receipts.
    const candidates = batch.flatMap(({ entity, id }) => {
      const position = positions.get(entity);
      return position === undefined ? [] : [[position.entityId, id]];
    });
    if (candidates.length > 0) {
      const known = this.#storage.sql.exec<{ id: string }>(
        `SELECT r.id FROM json_each(?) AS candidate
         JOIN receipts r ON r.entity_id = candidate.value ->> 0 AND r.id = candidate.value ->> 1`,
        JSON.stringify(candidates),
      );
      for (const { id } of known) seen.add(id);
    }
    const fresh: IncomingEvent[] = [];
    const duplicates = batch.map((event) => {
      if (seen.has(event.id)) return true;
      seen.add(event.id);
      fresh.push(event);
      return false;
    });
    return { duplicates, fresh };
  }

  /** @returns the highest entity id in use. */
  #insert(fresh: readonly IncomingEvent[], positions: Map<string, EntityPosition>, now: number): number {
    const { sql } = this.#storage;
    let lastEntityId = this.#lastEntityId;
    const touched = new Map<string, EntityPosition>();
    const receipts: unknown[] = [];
    const events: unknown[] = [];
    for (const { id, entity, change, key, sign, body } of fresh) {
      let position = positions.get(entity);
      if (position === undefined) {
        lastEntityId += 1;
        position = { entityId: lastEntityId, lastSequence: 0 };
        positions.set(entity, position);
      }
      touched.set(entity, position);
      position.lastSequence += 1;
      const { entityId, lastSequence } = position;
      receipts.push([entityId, id, lastSequence]);
      events.push([entityId * SEQUENCES_PER_ENTITY + lastSequence, id, change, key, sign, body]);
    }
    sql.exec(
      `INSERT INTO receipts (entity_id, id, sequence, accepted_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, ?2 FROM json_each(?1)`,
      JSON.stringify(receipts),
      now,
    );
    sql.exec(
      `INSERT INTO events (event_id, id, change, key, sign, body, accepted_at, expires_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2, ?3 FROM json_each(?1)`,
      JSON.stringify(events),
      now,
      now + DELIVERY_SPAN_MS,
    );
    sql.exec(
      `INSERT INTO entities (entity_id, name, last_sequence, next_sequence, due_at, updated_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, 1, ?2, ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (entity_id) DO UPDATE SET
         last_sequence = excluded.last_sequence, updated_at = ?2, due_at = coalesce(due_at, ?2)`,
      JSON.stringify([...touched].map(([name, position]) => [position.entityId, name, position.lastSequence])),
      now,
    );
    return lastEntityId;
  }
}
