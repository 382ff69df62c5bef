import { generateEntityId } from "@medusajs/framework/utils";
import type { LedgerDatabase, NewRow } from "../ledger-database";
import type { DeliveryRow } from "../types";

/** Verified webhook deliveries. */
export class DeliveryRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /** Records the result of a delivery; a repeated one raises the row's `attempts`. */
  async record(
    input: NewRow<DeliveryRow, "digest" | "source" | "event_type" | "entity_kind" | "outcome">,
  ): Promise<void> {
    const { outcome, subject_id = null, last_error = null, applied_at = null } = input;
    const { knex } = this.#db;
    await knex("calypso_delivery")
      .insert({ id: generateEntityId(undefined, "cdel"), ...input })
      .onConflict(knex.raw("(digest) WHERE deleted_at IS NULL"))
      .merge({
        attempts: knex.raw("calypso_delivery.attempts + 1"),
        outcome,
        subject_id,
        last_error,
        applied_at,
        updated_at: new Date(),
      });
  }
}
