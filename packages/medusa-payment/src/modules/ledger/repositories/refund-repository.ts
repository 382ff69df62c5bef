import { generateEntityId } from "@medusajs/framework/utils";
import type { LedgerDatabase, NewRow, RowAudit } from "../ledger-database";
import { withErrorCode } from "../payout-error-code";
import type { Actor, RefundRow } from "../types";
import type { ClaimRepository } from "./claim-repository";

/** Sums of a currency's refunds that were counted as sent, and of those that are about to be; decimal strings. */
interface RefundSums {
  payment: string;
  paymentUnapproved: string;
  day: string;
  requesterDay: string;
}

/** Refunds, from the decision to the money's arrival. */
export class RefundRepository {
  readonly #db: LedgerDatabase;
  readonly #claims: ClaimRepository;

  constructor(db: LedgerDatabase, claims: ClaimRepository) {
    this.#db = db;
    this.#claims = claims;
  }

  /** Writes a refund's row before anything is booked in Medusa or paid out. */
  async open(
    input: NewRow<RefundRow, "payment_id" | "source" | "amount" | "currency_code" | "basis" | "state" | "origin">,
    actor: Actor,
  ): Promise<RefundRow> {
    const id = generateEntityId(undefined, "crefund");
    return this.#db.knex.transaction(async (trx) => {
      const [refund] = await trx<RefundRow>("calypso_refund")
        .insert({ id, ...input } as RefundRow)
        .returning("*");
      const data = { amount: input.amount, currency_code: input.currency_code };
      await this.#db.writeAudit(trx, { subject_id: id, actor, action: "refund.opened", to_state: input.state, data });
      return refund as RefundRow;
    });
  }

  /**
   * Changes a refund if it is still in one of the given states, so that two admins or two instances can't both take a step.
   *
   * @returns the changed row, or undefined if another caller was faster
   */
  async change(
    id: string,
    changes: Partial<RefundRow>,
    audit: RowAudit | undefined,
    ifStateIn?: readonly RefundRow["state"][],
  ): Promise<RefundRow | undefined> {
    const query = this.#rows().where({ id });
    if (ifStateIn) query.whereIn("state", [...ifStateIn]);
    const update = query.update({ ...withErrorCode(changes), updated_at: new Date() });
    return this.#db.updateOne<RefundRow>(update, audit && { ...audit, subject_id: id });
  }

  /** Like `change`, but @returns undefined also for a refund that is being, or has been, reversed. */
  async changeOpen(
    id: string,
    changes: Partial<RefundRow>,
    audit: RowAudit | undefined,
    ifStateIn: readonly RefundRow["state"][],
  ): Promise<RefundRow | undefined> {
    const update = this.#rows()
      .where({ id, reversing_at: null, reversed_at: null })
      .whereIn("state", [...ifStateIn])
      .update({ ...withErrorCode(changes), updated_at: new Date() });
    return this.#db.updateOne<RefundRow>(update, audit && { ...audit, subject_id: id });
  }

  /**
   * Starts to reverse a refund: cancels its pending attempts and revokes its claim links in the same transaction, so that nothing of
   * it can be sent afterwards.
   *
   * @returns undefined if an attempt may move money, or has
   */
  async startReversal(id: string, audit: RowAudit): Promise<RefundRow | undefined> {
    return this.#db.knex.transaction(async (trx) => {
      const refund = await trx<RefundRow>("calypso_refund").where({ id }).forUpdate().first();
      const attempts = trx("calypso_payout").where({ refund_id: id });
      const moving = await attempts.clone().whereNotIn("outcome", ["pending", "failed", "canceled"]).first("id");
      if (!refund || moving) return undefined;
      await attempts.clone().where({ outcome: "pending" }).update({ outcome: "canceled", updated_at: new Date() });
      await this.#claims.revokeWithin(trx, id);
      if (refund.reversing_at) return refund;
      await this.#db.writeAudit(trx, { ...audit, subject_id: id });
      const [started] = await trx<RefundRow>("calypso_refund")
        .where({ id })
        .update({ reversing_at: new Date(), updated_at: new Date() })
        .returning("*");
      return started as RefundRow;
    });
  }

  async listOfPayment(payment_id: string): Promise<RefundRow[]> {
    return this.#rows().where({ payment_id }).orderBy("created_at");
  }

  async find(id: string): Promise<RefundRow | undefined> {
    return this.#rows().where({ id }).first();
  }

  /** Whether money of a payment without an order was, or is being, refunded: then the payment no longer holds all of it. */
  async hasUnclaimed(payment_id: string): Promise<boolean> {
    const row = await this.#rows().where({ payment_id, source: "ledger", reversed_at: null }).first("id");
    return row !== undefined;
  }

  /**
   * Approves a refund that still awaits approval and still has the address that the approver saw.
   *
   * @returns undefined if another caller was faster
   */
  async approve(
    id: string,
    destination: string,
    approval: Partial<RefundRow>,
    audit: RowAudit,
  ): Promise<RefundRow | undefined> {
    const update = this.#rows()
      .where({ id, destination, state: "awaiting_approval", reversing_at: null })
      .update({ ...approval, updated_at: new Date() });
    return this.#db.updateOne<RefundRow>(update, { ...audit, subject_id: id });
  }

  /**
   * Counts refunds as sent, all or none, if a decision allows each of them together with those that were counted before. An advisory
   * lock serializes decisions across instances. A refund that was counted today isn't counted twice; one of an earlier day that is
   * sent now counts for today.
   *
   * @returns the first refund that was refused, or undefined if all were counted
   */
  async countIfAllowed<Refusal extends string>(
    refunds: readonly RefundRow[],
    decide: (refund: RefundRow, sums: RefundSums) => Refusal | undefined,
  ): Promise<{ refund: RefundRow; refusal: Refusal; sums: RefundSums } | undefined> {
    return this.#db.knex.transaction(async (trx) => {
      await trx.raw("SELECT pg_advisory_xact_lock(hashtext('calypso-refunds-of-the-day'))");
      const ids = refunds.map(({ id }) => id);
      for (const refund of refunds) {
        const { requested_by, payment_id, currency_code } = refund;
        // Reads the clock under the lock: at midnight, transactions that started on different days would see different sums. The
        // others of the same call count as if they were sent.
        const { rows } = await trx.raw(
          `WITH counted AS (
             SELECT id, amount::numeric AS amount, payment_id, requested_by, approved_at,
                    id = ANY(:ids) OR submitted_at >= date_trunc('day', clock_timestamp(), 'UTC') AS is_today
               FROM calypso_refund
              WHERE currency_code = :currency_code AND reversed_at IS NULL AND deleted_at IS NULL
                AND (submitted_at IS NOT NULL OR id = ANY(:ids)))
           SELECT coalesce(sum(amount) FILTER (WHERE payment_id = :payment_id), 0)::text AS payment,
                  coalesce(sum(amount) FILTER (WHERE payment_id = :payment_id AND (approved_at IS NULL OR id = :id)), 0)::text
                    AS "paymentUnapproved",
                  coalesce(sum(amount) FILTER (WHERE is_today), 0)::text AS day,
                  coalesce(sum(amount) FILTER (WHERE is_today AND requested_by = :requested_by), 0)::text AS "requesterDay"
             FROM counted`,
          { ids, id: refund.id, currency_code, payment_id, requested_by },
        );
        const refusal = decide(refund, rows[0]);
        if (refusal) return { refund, refusal, sums: rows[0] };
      }
      await trx.raw(
        `UPDATE calypso_refund SET submitted_at = clock_timestamp()
          WHERE id = ANY(?) AND (submitted_at IS NULL OR submitted_at < date_trunc('day', clock_timestamp(), 'UTC'))`,
        [ids],
      );
      return undefined;
    });
  }

  /** Refunds with work left: to pay out, to watch, to finish booking or to finish reversing. Excludes those in a batch. */
  async listUnfinished(olderThan: Date, limit: number): Promise<RefundRow[]> {
    return this.#rows()
      .whereNull("reversed_at")
      .whereNot({ state: "completed" })
      .where((where) =>
        where
          .whereIn("state", ["ready", "submitting", "unknown", "in_progress"])
          .orWhereNull("booked_at")
          .orWhereNotNull("reversing_at"),
      )
      .whereNotExists((query) =>
        query
          .from("calypso_payout")
          .whereRaw("calypso_payout.refund_id = calypso_refund.id")
          .whereNull("calypso_payout.deleted_at")
          .whereNotNull("batch_id")
          .whereNotIn("outcome", ["failed", "canceled"]),
      )
      .where("updated_at", "<", olderThan)
      .orderBy("updated_at")
      .limit(limit);
  }

  #rows() {
    return this.#db.rows<RefundRow>("calypso_refund");
  }
}
