import type { AcceptResult, IncomingEvent } from "./event.ts";

/** How long deliveries of an event are tried, in milliseconds from its acceptance or replay. */
export const DELIVERY_SPAN_MS = 5 * 24 * 3_600_000;

/**
 * Puts verified events into the mailbox: dedupe key, event, sequence number and due time in one transaction.
 *
 * A fixed number of statements for a batch of any size, since each statement costs more than a row.
 */
export class Inbox {
  readonly #storage: DurableObjectStorage;
  #lastEventId: number;
  #lastEntityId: number;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#lastEventId = this.#fact("last_event_id");
    this.#lastEntityId = this.#fact("last_entity_id");
  }

  #fact(name: string): number {
    const [row] = this.#storage.sql.exec<{ value: number }>("SELECT value FROM facts WHERE name = ?", name);
    return row?.value ?? 0;
  }

  /** Results are in the order of the batch. Throws where nothing was stored. */
  accept(batch: readonly IncomingEvent[], now: number): AcceptResult[] {
    // Counters of a transaction that was rolled back must not be kept.
    const [lastEventId, lastEntityId] = [this.#lastEventId, this.#lastEntityId];
    try {
      return this.#storage.transactionSync(() => this.#acceptInTransaction(batch, now));
    } catch (error) {
      [this.#lastEventId, this.#lastEntityId] = [lastEventId, lastEntityId];
      throw error;
    }
  }

  #acceptInTransaction(batch: readonly IncomingEvent[], now: number): AcceptResult[] {
    const { sql } = this.#storage;
    const seen = new Set(
      sql
        .exec<{ id: string }>(
          "SELECT id FROM receipts WHERE id IN (SELECT value FROM json_each(?))",
          JSON.stringify(batch.map((event) => event.id)),
        )
        .toArray()
        .map((row) => row.id),
    );
    const fresh: IncomingEvent[] = [];
    const results = batch.map((event) => {
      const duplicate = seen.has(event.id);
      if (!duplicate) {
        seen.add(event.id);
        fresh.push(event);
      }
      return { id: event.id, duplicate };
    });
    if (fresh.length > 0) this.#insert(fresh, now);
    return results;
  }

  #insert(fresh: readonly IncomingEvent[], now: number): void {
    const { sql } = this.#storage;
    const names = [...new Set(fresh.map(entityName))];
    const entities = new Map(
      sql
        .exec<{ entity_id: number; name: string; last_sequence: number }>(
          "SELECT entity_id, name, last_sequence FROM entities WHERE name IN (SELECT value FROM json_each(?))",
          JSON.stringify(names),
        )
        .toArray()
        .map((row) => [row.name, { entityId: row.entity_id, lastSequence: row.last_sequence }]),
    );
    const rows = fresh.map((event) => {
      const name = entityName(event);
      let entity = entities.get(name);
      if (entity === undefined) {
        this.#lastEntityId += 1;
        entity = { entityId: this.#lastEntityId, lastSequence: 0 };
        entities.set(name, entity);
      }
      entity.lastSequence += 1;
      this.#lastEventId += 1;
      return [
        this.#lastEventId,
        entity.entityId,
        entity.lastSequence,
        event.id,
        JSON.stringify(event.change),
        event.body,
        event.key,
        event.sign,
      ];
    });
    const rowsJson = JSON.stringify(rows);
    sql.exec(
      "INSERT INTO receipts (event_id, id, accepted_at) SELECT value ->> 0, value ->> 3, ?2 FROM json_each(?1)",
      rowsJson,
      now,
    );
    sql.exec(
      `INSERT INTO events (event_id, entity_id, sequence, id, change, body, key, sign, accepted_at, expires_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
              ?2, ?3
       FROM json_each(?1)`,
      rowsJson,
      now,
      now + DELIVERY_SPAN_MS,
    );
    sql.exec(
      `INSERT INTO entities (entity_id, name, last_sequence, due_at, updated_at)
       SELECT value ->> 0, value ->> 1, value ->> 2, ?2, ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (entity_id) DO UPDATE SET
         last_sequence = excluded.last_sequence, updated_at = ?2, due_at = coalesce(due_at, ?2)`,
      JSON.stringify([...entities].map(([name, entity]) => [entity.entityId, name, entity.lastSequence])),
      now,
    );
    sql.exec(
      "INSERT OR REPLACE INTO facts (name, value) VALUES ('last_event_id', ?), ('last_entity_id', ?)",
      this.#lastEventId,
      this.#lastEntityId,
    );
  }
}

// An event about nothing that can be named is an entity of its own: nothing waits for it.
const entityName = (event: IncomingEvent): string =>
  `${event.change.entity.kind}:${event.change.entity.id === "unknown" ? event.id : event.change.entity.id}`;
