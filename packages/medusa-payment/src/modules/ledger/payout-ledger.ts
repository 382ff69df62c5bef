import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId } from "@medusajs/framework/utils";
import { idempotencyKey } from "./idempotency-key";
import type { AuditInput, NewRow } from "./ledger-base";
import { RefundLedger } from "./refund-ledger";
import type { Actor, BatchRow, PayoutRow, RefundRow } from "./types";

/** What an answer of the vendor changes, worked out while refund and attempt are locked. */
export interface AnswerEffect {
  payout: Partial<PayoutRow>;
  refund?: { changes: Partial<RefundRow>; audit: Omit<AuditInput, "subject_id"> } | undefined;
}

/** Attempts to pay refunds out, one by one and in batches. */
export abstract class PayoutLedger extends RefundLedger {
  /**
   * Writes the row of the next payout attempt of a refund, the row that its idempotency key comes from.
   *
   * @returns undefined while an earlier attempt is neither failed nor cancelled, or if the refund isn't to be paid out, or not so,
   *   any more
   */
  async openPayout(
    input: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">,
    actor: Actor,
  ): Promise<PayoutRow | undefined> {
    return this.knex.transaction((trx) => this.#openPayout(trx, input, actor));
  }

  /**
   * Notes that an attempt is being sent: from then on nobody knows what became of it. Decided in the database, since locks elsewhere
   * end after a while or with their process: a refund that is being taken back isn't sent, and one that is being sent isn't taken back.
   *
   * @param content of an attempt that was refused: what is sent under its key now
   * @returns undefined if another process was faster, or the refund is being taken back
   */
  async startSending(payout: PayoutRow, content: Partial<PayoutRow>): Promise<PayoutRow | undefined> {
    return this.knex.transaction(async (trx) => {
      const refund = await trx<RefundRow>("calypso_refund").where({ id: payout.refund_id }).forUpdate().first();
      if (!refund || refund.reversing_at || refund.reversed_at) return undefined;
      const [started] = await trx<PayoutRow>("calypso_payout")
        .where({ id: payout.id, outcome: payout.outcome })
        .whereIn("outcome", ["pending", "unknown"])
        .update({ ...content, outcome: "unknown", error: null, updated_at: new Date() })
        .returning("*");
      return started as PayoutRow | undefined;
    });
  }

  /** What became of an attempt that was refused or not answered, unless somebody has read it meanwhile. */
  async endSending(payout: PayoutRow, outcome: "pending" | "unknown" | "canceled", error: string): Promise<boolean> {
    const count = await this.rows<PayoutRow>("calypso_payout")
      .where({ id: payout.id, outcome: "unknown" })
      .update({ outcome, error, updated_at: new Date() });
    return count > 0;
  }

  /**
   * Writes an answer of the vendor to an attempt and takes its refund along, both or neither. An answer older than the one in the row
   * is dropped.
   *
   * @param judge works out what changes, from rows that nobody else can change meanwhile
   */
  async recordAnswer(
    { id, refund_id }: Pick<PayoutRow, "id" | "refund_id">,
    readStartedAt: Date,
    judge: (payout: PayoutRow, isLast: boolean, refund: RefundRow) => AnswerEffect,
  ): Promise<{ before: RefundRow; now: RefundRow }> {
    return this.knex.transaction(async (trx) => {
      const refund = (await trx<RefundRow>("calypso_refund").where({ id: refund_id }).forUpdate().first()) as RefundRow;
      const attempts = await trx<PayoutRow>("calypso_payout").where({ refund_id }).orderBy("attempt");
      const payout = attempts.find((attempt) => attempt.id === id) as PayoutRow;
      const isStale = payout.read_at !== null && payout.read_at > readStartedAt;
      if (isStale) return { before: refund, now: refund };
      const effect = judge(payout, attempts.at(-1)?.id === id, refund);
      const changes = { ...effect.payout, read_at: readStartedAt, updated_at: new Date() };
      await trx<PayoutRow>("calypso_payout").where({ id }).update(changes);
      if (!effect.refund) {
        // The job asks first about those that it has not asked about for the longest time.
        await trx("calypso_refund").where({ id: refund_id }).update({ updated_at: new Date() });
        return { before: refund, now: refund };
      }
      const [now] = await trx<RefundRow>("calypso_refund")
        .where({ id: refund_id })
        .update({ ...effect.refund.changes, updated_at: new Date() })
        .returning("*");
      await this.writeAudit(trx, { ...effect.refund.audit, subject_id: refund_id });
      return { before: refund, now: now as RefundRow };
    });
  }

  async findPayoutByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.rows<PayoutRow>("calypso_payout")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  /** All payout attempts of a refund, oldest first. */
  async listPayouts(refund_id: string): Promise<PayoutRow[]> {
    return this.rows<PayoutRow>("calypso_payout").where({ refund_id }).orderBy("attempt");
  }

  /** The vendor's fee of the last payout in a currency, in percent; undefined before there was one. */
  async lastFeePercent(currency: string): Promise<string | undefined> {
    const row = await this.rows("calypso_payout")
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
    const [batch] = await this.rows<BatchRow>("calypso_payout_batch")
      .where({ id })
      .update({ ...changes, updated_at: new Date() })
      .returning("*");
    return batch as BatchRow;
  }

  async findBatch(id: string): Promise<BatchRow | undefined> {
    return this.rows<BatchRow>("calypso_payout_batch").where({ id }).first();
  }

  async findBatchByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.rows<BatchRow>("calypso_payout_batch")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  async listPayoutsOfBatch(batch_id: string): Promise<PayoutRow[]> {
    return this.rows<PayoutRow>("calypso_payout").where({ batch_id }).orderBy("id");
  }

  async listOpenBatches(olderThan: Date, limit: number): Promise<BatchRow[]> {
    return this.rows<BatchRow>("calypso_payout_batch")
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
    const refund = await trx<RefundRow>("calypso_refund").where({ id: input.refund_id }).forUpdate().first();
    const isWanted = refund?.booked_at && !refund.reversing_at && !refund.reversed_at && refund.state !== "completed";
    // The address may have been corrected, or the approval lost, since the caller looked.
    const isSame = refund?.destination === input.destination && refund?.crypto_currency === input.currency;
    const waits = refund?.state === "awaiting_destination" || refund?.state === "awaiting_approval";
    if (!isWanted || !isSame || waits) return undefined;
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
