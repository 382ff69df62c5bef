import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId } from "@medusajs/framework/utils";
import { idempotencyKey } from "./idempotency-key";
import type { NewRow } from "./ledger-base";
import { RefundLedger } from "./refund-ledger";
import type { Actor, BatchRow, PayoutRow } from "./types";

/** Attempts to pay refunds out, one by one and in batches. */
export abstract class PayoutLedger extends RefundLedger {
  /**
   * Writes the row of the next payout attempt of a refund, the row that its idempotency key comes from.
   *
   * @returns undefined while an earlier attempt is neither failed nor cancelled
   */
  async openPayout(
    input: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">,
    actor: Actor,
  ): Promise<PayoutRow | undefined> {
    return this.knex.transaction((trx) => this.#openPayout(trx, input, actor));
  }

  /** @param readStartedAt set for answers of the vendor: an answer older than the one in the row is dropped */
  async changePayout(id: string, changes: Partial<PayoutRow>, readStartedAt?: Date): Promise<PayoutRow> {
    const query = this.knex<PayoutRow>("calypso_payout").where({ id });
    if (readStartedAt) query.where((where) => where.whereNull("read_at").orWhere("read_at", "<=", readStartedAt));
    const update = query.update({ ...changes, updated_at: new Date() });
    const changed = await this.updateOne<PayoutRow>(update, undefined);
    return changed ?? ((await this.knex<PayoutRow>("calypso_payout").where({ id }).first()) as PayoutRow);
  }

  async findPayoutByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.knex<PayoutRow>("calypso_payout")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  /** All payout attempts of a refund, oldest first. */
  async listPayouts(refund_id: string): Promise<PayoutRow[]> {
    return this.knex<PayoutRow>("calypso_payout").where({ refund_id }).orderBy("attempt");
  }

  /** The vendor's fee of the last payout in a currency, in percent; undefined before there was one. */
  async lastFeePercent(currency: string): Promise<string | undefined> {
    const row = await this.knex("calypso_payout")
      .where({ currency })
      .whereNotNull("fee_percent")
      .orderBy("created_at", "desc")
      .first("fee_percent");
    return row?.fee_percent;
  }

  /**
   * Writes a mass payout with an attempt for each of its refunds. Refunds that have a live attempt are left out.
   *
   * @returns undefined if none is left
   */
  async openBatch(
    currency: string,
    inputs: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">[],
    actor: Actor,
  ): Promise<{ batch: BatchRow; payouts: PayoutRow[] } | undefined> {
    const id = generateEntityId(undefined, "cbatch");
    return this.knex.transaction(async (trx) => {
      const payouts: PayoutRow[] = [];
      for (const input of inputs) {
        const payout = await this.#openPayout(trx, { ...input, batch_id: id, outcome: "unknown" }, actor);
        if (payout) payouts.push(payout);
      }
      if (payouts.length === 0) return undefined;
      const row = { id, idempotency_key: idempotencyKey(id), currency, outcome: "unknown" };
      const [batch] = await trx("calypso_payout_batch").insert(row).returning("*");
      return { batch: batch as BatchRow, payouts };
    });
  }

  async changeBatch(id: string, changes: Partial<BatchRow>): Promise<BatchRow> {
    const [batch] = await this.knex<BatchRow>("calypso_payout_batch")
      .where({ id })
      .update({ ...changes, updated_at: new Date() })
      .returning("*");
    return batch as BatchRow;
  }

  async findBatch(id: string): Promise<BatchRow | undefined> {
    return this.knex<BatchRow>("calypso_payout_batch").where({ id }).first();
  }

  async findBatchByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.knex<BatchRow>("calypso_payout_batch")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  async listPayoutsOfBatch(batch_id: string): Promise<PayoutRow[]> {
    return this.knex<PayoutRow>("calypso_payout").where({ batch_id }).orderBy("id");
  }

  async listOpenBatches(olderThan: Date, limit: number): Promise<BatchRow[]> {
    return this.knex<BatchRow>("calypso_payout_batch")
      .whereIn("outcome", ["pending", "unknown", "in_progress"])
      .where("updated_at", "<", olderThan)
      .orderBy("updated_at")
      .limit(limit);
  }

  async #openPayout(
    trx: Knex,
    input: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">,
    actor: Actor,
  ): Promise<PayoutRow | undefined> {
    const id = generateEntityId(undefined, "cpout");
    const attempts = await trx("calypso_payout").where({ refund_id: input.refund_id }).count({ count: "*" }).first();
    const attempt = Number(attempts?.count ?? 0) + 1;
    const row = { id, idempotency_key: idempotencyKey(id), attempt, outcome: "pending", ...input };
    const [payout] = await trx("calypso_payout")
      .insert(row)
      .onConflict(trx.raw("(refund_id) WHERE outcome NOT IN ('failed', 'canceled') AND deleted_at IS NULL"))
      .ignore()
      .returning("*");
    if (!payout) return undefined;
    const data = { payout: id, attempt, amount: input.amount, currency: input.currency };
    await this.writeAudit(trx, { subject_id: input.refund_id, actor, action: "payout.opened", data });
    return payout as PayoutRow;
  }
}
