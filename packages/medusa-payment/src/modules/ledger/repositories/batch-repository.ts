import { generateEntityId } from "@medusajs/framework/utils";
import { idempotencyKey } from "../idempotency-key";
import type { LedgerDatabase, VendorRef } from "../ledger-database";
import type { Actor, BatchRow, PayoutRow } from "../types";
import type { NewPayout, PayoutRepository } from "./payout-repository";

/** Mass payouts. */
export class BatchRepository {
  readonly #db: LedgerDatabase;
  readonly #payouts: PayoutRepository;

  constructor(db: LedgerDatabase, payouts: PayoutRepository) {
    this.#db = db;
    this.#payouts = payouts;
  }

  /**
   * Writes a mass payout with an attempt for each of its refunds, leaving out refunds that have a live attempt.
   *
   * @returns undefined if none is left
   */
  async open(
    currency: string,
    inputs: NewPayout[],
    actor: Actor,
  ): Promise<{ batch: BatchRow; payouts: PayoutRow[] } | undefined> {
    const id = generateEntityId(undefined, "cbatch");
    return this.#db.knex.transaction(async (trx) => {
      const payouts: PayoutRow[] = [];
      for (const input of inputs) {
        const payout = await this.#payouts.openWithin(trx, { ...input, batch_id: id, outcome: "unknown" }, actor);
        if (payout) payouts.push(payout);
      }
      if (payouts.length === 0) return undefined;
      const row = { id, idempotency_key: idempotencyKey(id), currency, outcome: "unknown" };
      const [batch] = await trx("calypso_payout_batch").insert(row).returning("*");
      return { batch: batch as BatchRow, payouts };
    });
  }

  async change(id: string, changes: Partial<BatchRow>): Promise<BatchRow> {
    const [batch] = await this.#rows()
      .where({ id })
      .update({ ...changes, updated_at: new Date() })
      .returning("*");
    return batch as BatchRow;
  }

  async find(id: string): Promise<BatchRow | undefined> {
    return this.#rows().where({ id }).first();
  }

  async findByVendor(ref: VendorRef): Promise<BatchRow | undefined> {
    return this.#db.findByVendor<BatchRow>("calypso_payout_batch", ref);
  }

  async listOpen(olderThan: Date, limit: number): Promise<BatchRow[]> {
    return this.#rows()
      .whereIn("outcome", ["pending", "unknown", "in_progress"])
      .where("updated_at", "<", olderThan)
      .orderBy("updated_at")
      .limit(limit);
  }

  #rows() {
    return this.#db.rows<BatchRow>("calypso_payout_batch");
  }
}
