import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId } from "@medusajs/framework/utils";
import type { AuditInput, NewRow } from "./ledger-base";
import type { Actor, ClaimRow, RefundRow } from "./types";
import { WatchLedger } from "./watch-ledger";

/** Rolls the use of a claim link back when its refund has an address by then. */
class ClaimTooLate extends Error {}

/** Refunds, and the links by which shoppers claim them. */
export abstract class RefundLedger extends WatchLedger {
  /** Writes a refund's row, with its key to Medusa's books, before anything moves. */
  async openRefund(
    input: NewRow<RefundRow, "payment_id" | "source" | "amount" | "currency_code" | "basis" | "state" | "origin">,
    actor: Actor,
  ): Promise<RefundRow> {
    const id = generateEntityId(undefined, "crefund");
    return this.knex.transaction(async (trx) => {
      const [refund] = await trx<RefundRow>("calypso_refund")
        .insert({ id, ...input } as RefundRow)
        .returning("*");
      const data = { amount: input.amount, currency_code: input.currency_code };
      await this.writeAudit(trx, { subject_id: id, actor, action: "refund.opened", to_state: input.state, data });
      return refund as RefundRow;
    });
  }

  /**
   * Changes a refund if it is still in one of the states given, so that two admins or two instances can't both take a step.
   *
   * @returns the changed row, or undefined if somebody else was faster
   */
  async changeRefund(
    id: string,
    changes: Partial<RefundRow>,
    audit: Omit<AuditInput, "subject_id"> | undefined,
    ifStateIn?: readonly RefundRow["state"][],
  ): Promise<RefundRow | undefined> {
    const query = this.rows<RefundRow>("calypso_refund").where({ id });
    if (ifStateIn) query.whereIn("state", [...ifStateIn]);
    const update = query.update({ ...changes, updated_at: new Date() });
    return this.updateOne<RefundRow>(update, audit && { ...audit, subject_id: id });
  }

  /** The same, for a refund that nobody is taking back; @returns undefined for one that is. */
  async changeOpenRefund(
    id: string,
    changes: Partial<RefundRow>,
    audit: Omit<AuditInput, "subject_id"> | undefined,
    ifStateIn: readonly RefundRow["state"][],
  ): Promise<RefundRow | undefined> {
    const update = this.rows<RefundRow>("calypso_refund")
      .where({ id, reversing_at: null, reversed_at: null })
      .whereIn("state", [...ifStateIn])
      .update({ ...changes, updated_at: new Date() });
    return this.updateOne<RefundRow>(update, audit && { ...audit, subject_id: id });
  }

  /**
   * Begins to take a refund back: its open attempts and claim links end in the same moment, so that nothing of it is sent any more.
   *
   * @returns undefined while an attempt may move money, or has
   */
  async beginReversal(id: string, audit: Omit<AuditInput, "subject_id">): Promise<RefundRow | undefined> {
    return this.knex.transaction(async (trx) => {
      const refund = await trx<RefundRow>("calypso_refund").where({ id }).forUpdate().first();
      const attempts = trx("calypso_payout").where({ refund_id: id });
      const moving = await attempts.clone().whereNotIn("outcome", ["pending", "failed", "canceled"]).first("id");
      if (!refund || moving) return undefined;
      await attempts.clone().where({ outcome: "pending" }).update({ outcome: "canceled", updated_at: new Date() });
      await this.#revokeClaims(trx, id);
      if (refund.reversing_at) return refund;
      await this.writeAudit(trx, { ...audit, subject_id: id });
      const [begun] = await trx<RefundRow>("calypso_refund")
        .where({ id })
        .update({ reversing_at: new Date(), updated_at: new Date() })
        .returning("*");
      return begun as RefundRow;
    });
  }

  async findRefund(id: string): Promise<RefundRow | undefined> {
    return this.rows<RefundRow>("calypso_refund").where({ id }).first();
  }

  /** Whether money of a payment that no order took was, or is being, paid back: then it is not all there any more. */
  async hasUnclaimedRefunds(payment_id: string): Promise<boolean> {
    const row = await this.rows("calypso_refund")
      .where({ payment_id, source: "ledger", reversed_at: null })
      .first("id");
    return row !== undefined;
  }

  /**
   * Approves a refund, if it still waits for it with the address that was looked at.
   *
   * @returns undefined if somebody else was faster
   */
  async approveRefund(
    id: string,
    destination: string,
    approval: Partial<RefundRow>,
    audit: Omit<AuditInput, "subject_id">,
  ): Promise<RefundRow | undefined> {
    const update = this.rows<RefundRow>("calypso_refund")
      .where({ id, destination, state: "awaiting_approval", reversing_at: null })
      .update({ ...approval, updated_at: new Date() });
    return this.updateOne<RefundRow>(update, { ...audit, subject_id: id });
  }

  /**
   * Counts refunds of a currency against the day's limit, by UTC, all or none. One transaction at a time does so, in whichever instance;
   * a refund that was counted today isn't counted twice, one of an earlier day that goes out now is.
   *
   * @param limit undefined to count all the same: it may be set later in the day
   * @returns what was paid out today so far, and whether these went in
   */
  async countAgainstDay(
    ids: readonly string[],
    currency_code: string,
    limit: string | undefined,
  ): Promise<{ today: string; fits: boolean }> {
    return this.knex.transaction(async (trx) => {
      await trx.raw("SELECT pg_advisory_xact_lock(hashtext('calypso-refunds-of-the-day'))");
      // The clock is read under the lock: at midnight two transactions that began on different days would see different sums.
      const { rows } = await trx.raw(
        `WITH day AS (SELECT date_trunc('day', clock_timestamp(), 'UTC') AS start)
         SELECT (coalesce(sum(amount::numeric) FILTER (WHERE submitted_at >= day.start), 0))::text AS today,
                coalesce(sum(amount::numeric) FILTER (WHERE submitted_at >= day.start OR id = ANY(?)) <= ?::numeric, true) AS fits
           FROM calypso_refund, day
          WHERE currency_code = ? AND reversed_at IS NULL AND deleted_at IS NULL AND (submitted_at >= day.start OR id = ANY(?))`,
        [[...ids], limit ?? null, currency_code, [...ids]],
      );
      const [{ today, fits }] = rows;
      if (fits) {
        await trx.raw(
          `UPDATE calypso_refund SET submitted_at = clock_timestamp()
            WHERE id = ANY(?) AND (submitted_at IS NULL OR submitted_at < date_trunc('day', clock_timestamp(), 'UTC'))`,
          [[...ids]],
        );
      }
      return { today, fits };
    });
  }

  /** Refunds that something has to be done for: paid out, followed, booked to the end, or taken back to the end. */
  async listRefundsToGoOn(olderThan: Date, limit: number): Promise<RefundRow[]> {
    return this.rows<RefundRow>("calypso_refund")
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

  /** Makes a claim link's row; the refund's open ones end. */
  async openClaim(
    input: NewRow<ClaimRow, "refund_id" | "token_digest" | "expires_at" | "created_by">,
    actor: Actor,
  ): Promise<ClaimRow> {
    const id = generateEntityId(undefined, "cclaim");
    return this.knex.transaction(async (trx) => {
      await this.#revokeClaims(trx, input.refund_id);
      const [claim] = await trx("calypso_claim")
        .insert({ id, ...input })
        .returning("*");
      await this.writeAudit(trx, { subject_id: input.refund_id, actor, action: "claim.opened", data: { claim: id } });
      return claim as ClaimRow;
    });
  }

  async findClaim(token_digest: string): Promise<ClaimRow | undefined> {
    return this.rows<ClaimRow>("calypso_claim").where({ token_digest }).first();
  }

  /**
   * Uses a claim link up and gives its refund the address, both or neither.
   *
   * @returns undefined for a link that was used, ended or expired, or a refund that has an address
   */
  async consumeClaim(id: string, refund_id: string, changes: Partial<RefundRow>): Promise<RefundRow | undefined> {
    return this.knex
      .transaction(async (trx) => {
        const used = await trx("calypso_claim")
          .where({ id, refund_id, used_at: null, revoked_at: null })
          .where("expires_at", ">", trx.fn.now())
          .update({ used_at: trx.fn.now(), updated_at: trx.fn.now() });
        if (used === 0) return undefined;
        const [refund] = await trx<RefundRow>("calypso_refund")
          .where({ id: refund_id, state: "awaiting_destination", reversing_at: null })
          .update({ ...changes, updated_at: new Date() })
          .returning("*");
        if (!refund) throw new ClaimTooLate();
        await this.writeAudit(trx, {
          subject_id: refund_id,
          actor: "shopper",
          action: "refund.claimed",
          from_state: "awaiting_destination",
          to_state: refund.state,
          data: { claim: id },
        });
        return refund as RefundRow;
      })
      .catch((error: unknown) => {
        if (error instanceof ClaimTooLate) return undefined;
        throw error;
      });
  }

  async revokeClaims(refund_id: string, actor: Actor): Promise<number> {
    return this.knex.transaction(async (trx) => {
      const count = await this.#revokeClaims(trx, refund_id);
      if (count > 0) await this.writeAudit(trx, { subject_id: refund_id, actor, action: "claim.revoked" });
      return count;
    });
  }

  async #revokeClaims(trx: Knex, refund_id: string): Promise<number> {
    return trx("calypso_claim")
      .where({ refund_id, used_at: null, revoked_at: null })
      .update({ revoked_at: trx.fn.now(), updated_at: trx.fn.now() });
  }
}
