import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId } from "@medusajs/framework/utils";
import { idempotencyKey } from "../idempotency-key";
import type { LedgerDatabase, NewRow, RowAudit, VendorRef } from "../ledger-database";
import type { Actor, PayoutRow, RefundRow } from "../types";

/** A new attempt; the rest of its columns have defaults. */
export type NewPayout = NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">;

/** What an answer of Calypso changes, computed while refund and attempts are locked. */
export interface AnswerEffect {
  payout: Partial<PayoutRow>;
  refund?: { changes: Partial<RefundRow>; audit: RowAudit } | undefined;
}

/** Payouts: attempts to pay a refund, single or as a row of a mass payout. */
export class PayoutRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /**
   * Writes a refund's next attempt. The idempotency key derives from this row.
   *
   * @returns undefined if an earlier attempt is neither failed nor cancelled, or the refund must not be paid (or not like this) any more
   */
  async open(input: NewPayout, actor: Actor): Promise<PayoutRow | undefined> {
    return this.#db.knex.transaction((trx) => this.openWithin(trx, input, actor));
  }

  /** The same, as part of a transaction. */
  async openWithin(trx: Knex, input: NewPayout, actor: Actor): Promise<PayoutRow | undefined> {
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
    await this.#db.writeAudit(trx, { subject_id: input.refund_id, actor, action: "payout.opened", data });
    return payout as PayoutRow;
  }

  /**
   * Marks an attempt as sent: from now on its outcome is unknown until Calypso answers. Decided in the database, since locks elsewhere
   * expire or end with their process: a refund that is being reversed isn't sent, and one that is being sent isn't reversed.
   *
   * @param content for an attempt that was refused: what its key stands for now
   * @returns undefined if another process was faster, or the refund is being reversed
   */
  async startSending(payout: PayoutRow, content: Partial<PayoutRow>): Promise<PayoutRow | undefined> {
    return this.#db.knex.transaction(async (trx) => {
      const refund = await trx<RefundRow>("calypso_refund").where({ id: payout.refund_id }).forUpdate().first();
      if (!refund || refund.reversing_at || refund.reversed_at) return undefined;
      const [started] = await trx<PayoutRow>("calypso_payout")
        .where({ id: payout.id, outcome: payout.outcome })
        .whereIn("outcome", ["pending", "unknown"])
        .update({ ...content, outcome: "unknown", error: null, error_code: null, updated_at: new Date() })
        .returning("*");
      return started as PayoutRow | undefined;
    });
  }

  /** Records that an attempt was refused or not answered. @returns false if another process has read its outcome meanwhile */
  async endSending(payout: PayoutRow, outcome: "pending" | "unknown" | "canceled", error: string): Promise<boolean> {
    const count = await this.#rows()
      .where({ id: payout.id, outcome: "unknown" })
      .update({ outcome, error, error_code: null, updated_at: new Date() });
    return count > 0;
  }

  /**
   * Writes an answer of Calypso to an attempt and to its refund, both or neither. An answer older than the stored one is dropped.
   *
   * @param transition computes the changes from rows that are locked meanwhile
   * @returns the refund before and now, and whether the answer changed it
   */
  async recordAnswer(
    { id, refund_id }: Pick<PayoutRow, "id" | "refund_id">,
    readStartedAt: Date,
    transition: (payout: PayoutRow, isLast: boolean, refund: RefundRow) => AnswerEffect,
  ): Promise<{ before: RefundRow; now: RefundRow; isNew: boolean }> {
    return this.#db.knex.transaction(async (trx) => {
      const refund = (await trx<RefundRow>("calypso_refund").where({ id: refund_id }).forUpdate().first()) as RefundRow;
      const attempts = await trx<PayoutRow>("calypso_payout").where({ refund_id }).orderBy("attempt");
      const payout = attempts.find((attempt) => attempt.id === id) as PayoutRow;
      const isStale = payout.read_at !== null && payout.read_at > readStartedAt;
      if (isStale) return { before: refund, now: refund, isNew: false };
      const effect = transition(payout, attempts.at(-1)?.id === id, refund);
      const changes = { ...effect.payout, read_at: readStartedAt, updated_at: new Date() };
      await trx<PayoutRow>("calypso_payout").where({ id }).update(changes);
      if (!effect.refund) {
        // The job reads the least recently updated refunds first.
        await trx("calypso_refund").where({ id: refund_id }).update({ updated_at: new Date() });
        return { before: refund, now: refund, isNew: false };
      }
      const [now] = await trx<RefundRow>("calypso_refund")
        .where({ id: refund_id })
        .update({ ...effect.refund.changes, updated_at: new Date() })
        .returning("*");
      await this.#db.writeAudit(trx, { ...effect.refund.audit, subject_id: refund_id });
      return { before: refund, now: now as RefundRow, isNew: true };
    });
  }

  async findByVendor(ref: VendorRef): Promise<PayoutRow | undefined> {
    return this.#db.findByVendor<PayoutRow>("calypso_payout", ref);
  }

  /** A refund's attempts, oldest first. */
  async listByRefund(refund_id: string): Promise<PayoutRow[]> {
    return this.#rows().where({ refund_id }).orderBy("attempt");
  }

  /** A mass payout's attempts. */
  async listByBatch(batch_id: string): Promise<PayoutRow[]> {
    return this.#rows().where({ batch_id }).orderBy("id");
  }

  /** Calypso's fee for the last payout in a currency, in percent; undefined before the first one. */
  async findLastFeePercent(currency: string): Promise<string | undefined> {
    const row = await this.#db
      .rows("calypso_payout")
      .where({ currency })
      .whereNotNull("fee_percent")
      .orderBy("created_at", "desc")
      .first("fee_percent");
    return row?.fee_percent;
  }

  #rows() {
    return this.#db.rows<PayoutRow>("calypso_payout");
  }
}
