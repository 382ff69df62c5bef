import type { AcceptResult, IncomingEvent } from "./event.ts";
import type { Facts } from "./facts.ts";
import { SEQUENCES_PER_ENTITY } from "./schema.ts";

/** How long deliveries of an event are tried, in milliseconds from its acceptance or replay. */
export const DELIVERY_SPAN_MS = 5 * 24 * 3_600_000;

interface EntityPosition {
  entityId: number;
  lastSequence: number;
}

/**
 * Puts verified events into the mailbox: dedupe key, event, sequence number and due time in one transaction.
 *
 * A fixed number of statements for a batch of any size, since a statement costs more than a row.
 */
export class Inbox {
  readonly #storage: DurableObjectStorage;
  readonly #facts: Facts;
  #lastEntityId: number;
  #accepted: number;

  constructor(storage: DurableObjectStorage, facts: Facts) {
    this.#storage = storage;
    this.#facts = facts;
    this.#accepted = facts.number("accepted") ?? 0;
    this.#lastEntityId = storage.sql
      .exec<{ last: number }>("SELECT coalesce(MAX(entity_id), 0) AS last FROM entities")
      .one().last;
  }

  /** Results are in the order of the batch. Throws where nothing was stored. */
  accept(batch: readonly IncomingEvent[], now: number): AcceptResult[] {
    let lastEntityId = this.#lastEntityId;
    const results = this.#storage.transactionSync(() => {
      const { results, fresh } = this.#withoutDuplicates(batch);
      if (fresh.length > 0) lastEntityId = this.#insert(fresh, now);
      return results;
    });
    // Only now: a transaction that was rolled back used no ids.
    this.#lastEntityId = lastEntityId;
    this.#accepted += results.filter((result) => !result.duplicate).length;
    this.#facts.set("accepted", this.#accepted);
    return results;
  }

  #withoutDuplicates(batch: readonly IncomingEvent[]): { results: AcceptResult[]; fresh: IncomingEvent[] } {
    const known = this.#storage.sql.exec<{ id: string }>(
      "SELECT id FROM receipts WHERE id IN (SELECT value FROM json_each(?))",
      JSON.stringify(batch.map((event) => event.id)),
    );
    const seen = new Set([...known].map((row) => row.id));
    const fresh: IncomingEvent[] = [];
    const results = batch.map((event) => {
      const duplicate = seen.has(event.id);
      if (!duplicate) {
        seen.add(event.id);
        fresh.push(event);
      }
      return { id: event.id, duplicate };
    });
    return { results, fresh };
  }

  /** @returns the highest entity id in use then. */
  #insert(fresh: readonly IncomingEvent[], now: number): number {
    const { sql } = this.#storage;
    const positions = this.#positionsOf(fresh);
    let lastEntityId = this.#lastEntityId;
    const rows = fresh.map((event) => {
      const name = entityName(event);
      let position = positions.get(name);
      if (position === undefined) {
        lastEntityId += 1;
        position = { entityId: lastEntityId, lastSequence: 0 };
        positions.set(name, position);
      }
      position.lastSequence += 1;
      const id = position.entityId * SEQUENCES_PER_ENTITY + position.lastSequence;
      return [id, event.id, JSON.stringify(event.change), event.key, event.sign, event.body];
    });
    const rowsJson = JSON.stringify(rows);
    sql.exec(
      "INSERT INTO receipts (id, event_id, accepted_at) SELECT value ->> 1, value ->> 0, ?2 FROM json_each(?1)",
      rowsJson,
      now,
    );
    sql.exec(
      `INSERT INTO events (event_id, id, change, key, sign, body, accepted_at, expires_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2, ?3 FROM json_each(?1)`,
      rowsJson,
      now,
      now + DELIVERY_SPAN_MS,
    );
    sql.exec(
      `INSERT INTO entities (entity_id, name, last_sequence, next_sequence, due_at, updated_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, 1, ?2, ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (entity_id) DO UPDATE SET
         last_sequence = excluded.last_sequence, updated_at = ?2, due_at = coalesce(due_at, ?2)`,
      JSON.stringify([...positions].map(([name, position]) => [position.entityId, name, position.lastSequence])),
      now,
    );
    return lastEntityId;
  }

  #positionsOf(fresh: readonly IncomingEvent[]): Map<string, EntityPosition> {
    const rows = this.#storage.sql.exec<{ entity_id: number; name: string; last_sequence: number }>(
      "SELECT entity_id, name, last_sequence FROM entities WHERE name IN (SELECT value FROM json_each(?))",
      JSON.stringify(fresh.map(entityName)),
    );
    return new Map([...rows].map((row) => [row.name, { entityId: row.entity_id, lastSequence: row.last_sequence }]));
  }
}

// An event about nothing that can be named is an entity of its own: nothing waits for it.
const entityName = ({ id, change: { entity } }: IncomingEvent): string =>
  `${entity.kind}:${entity.id === "unknown" ? id : entity.id}`;
