import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { PaymentLedger } from "./payment-ledger";
import type { JobRow, PaymentRow } from "./types";

/** States in which the vendor does nothing more with an invoice by itself. */
const ENDED = ["COMPLETED", "ARCHIVED", "DECLINED"];

/** What is open, for jobs and the health report. */
export abstract class WatchLedger extends PaymentLedger {
  /** Open rows of these invoices, by the vendor's ids or our keys: what a page of the vendor's list is compared with. */
  async listOpenByVendor(ids: string[], keys: string[]): Promise<PaymentRow[]> {
    if (ids.length === 0 && keys.length === 0) return [];
    return this.rows<PaymentRow>("calypso_payment")
      .whereNull("closed_at")
      .where((where) => where.whereIn("vendor_id", ids).orWhereIn("idempotency_key", keys));
  }

  /** Open widgets of these sessions: an invoice that was opened from one carries the session's id. */
  async listOpenWidgets(session_ids: string[]): Promise<PaymentRow[]> {
    if (session_ids.length === 0) return [];
    return this.rows<PaymentRow>("calypso_payment")
      .whereNull("closed_at")
      .where({ kind: "widget" })
      .whereIn("session_id", session_ids);
  }

  /**
   * When the oldest payment was made whose invoice may still change at the vendor; undefined when none is. One that waits for a person
   * and has come to its end there would, left alone for a year, have each run read a year's invoices.
   */
  async oldestOpen(): Promise<Date | undefined> {
    const row = await this.rows("calypso_payment")
      .whereNull("closed_at")
      .where((where) => where.whereNull("attention").orWhereNull("state").orWhereNotIn("state", ENDED))
      .min("created_at as oldest")
      .first();
    return row?.oldest ?? undefined;
  }

  /** Open payments that match, least recently read first. */
  async listOpenPayments(where: (query: Knex.QueryBuilder) => void, limit: number): Promise<PaymentRow[]> {
    return this.rows<PaymentRow>("calypso_payment")
      .whereNull("closed_at")
      .whereNull("parent_id")
      .where(where)
      .orderByRaw("read_at NULLS FIRST")
      .limit(limit);
  }

  /** Payments with an order whose announcement nobody saw. */
  async listUnannounced(olderThan: Date, limit: number): Promise<PaymentRow[]> {
    return this.rows<PaymentRow>("calypso_payment")
      .whereNull("announced_at")
      .whereNotNull("order_id")
      .whereNull("parent_id")
      .where("updated_at", "<", olderThan)
      .limit(limit);
  }

  /**
   * Takes a recurring job for this instance, unless another has it. A claim ends by itself, so that a process that died with it
   * keeps nobody out for longer; who is alive renews it.
   */
  async claimJob(id: string, forMs: number): Promise<JobRow | undefined> {
    await this.knex("calypso_job").insert({ id }).onConflict("id").ignore();
    const [job] = await this.knex("calypso_job")
      .where({ id })
      .where((where) => where.whereNull("claimed_until").orWhere("claimed_until", "<", this.knex.fn.now()))
      .update({ claimed_until: this.#until(forMs), updated_at: this.knex.fn.now() })
      .returning("*");
    return job as JobRow | undefined;
  }

  /** Makes a claim last longer. @returns it, or undefined if it had ended and another instance has the job now */
  async renewJob({ id, claimed_until }: JobRow, forMs: number): Promise<JobRow | undefined> {
    const [job] = await this.knex("calypso_job")
      .where({ id, claimed_until })
      .update({ claimed_until: this.#until(forMs), updated_at: this.knex.fn.now() })
      .returning("*");
    return job as JobRow | undefined;
  }

  /** Ends a claim with what was done; one that had ended is another's, and stays. */
  async finishJob({ id, claimed_until }: JobRow, report: object, watermark: Date): Promise<void> {
    await this.knex("calypso_job")
      .where({ id, claimed_until })
      .update({ report, watermark, claimed_until: null, finished_at: new Date(), updated_at: new Date() });
  }

  /** In whole milliseconds, by which a claim is known again: a Date has no more. */
  #until(ms: number) {
    return this.knex.raw("date_trunc('milliseconds', now()) + ? * interval '1 millisecond'", [ms]);
  }

  /** How many payments need a person, by reason. */
  async countAttention(): Promise<{ attention: string; count: number }[]> {
    const rows = await this.rows("calypso_payment")
      .whereNotNull("attention")
      .whereNull("deleted_at")
      .groupBy("attention")
      .orderBy("attention")
      .select("attention", this.knex.raw("count(*)::int AS count"));
    return rows as { attention: string; count: number }[];
  }

  /** Counts for the health report. */
  async backlog(): Promise<Record<string, number>> {
    const { rows } = await this.knex.raw(`
      SELECT
        (SELECT count(*) FROM calypso_payment WHERE closed_at IS NULL AND deleted_at IS NULL) AS open_payments,
        (SELECT count(*) FROM calypso_payment WHERE attention IS NOT NULL AND deleted_at IS NULL) AS needing_attention,
        (SELECT count(*) FROM calypso_payment WHERE closed_at IS NULL AND outcome = 'settled' AND captured_at IS NULL
           AND deleted_at IS NULL) AS settled_not_captured,
        (SELECT count(*) FROM calypso_refund WHERE state NOT IN ('completed', 'canceled') AND deleted_at IS NULL)
          AS open_refunds,
        (SELECT count(*) FROM calypso_payout WHERE outcome IN ('pending', 'unknown', 'in_progress')
           AND deleted_at IS NULL) AS open_payouts`);
    return Object.fromEntries(Object.entries(rows[0] as object).map(([name, count]) => [name, Number(count)]));
  }
}
