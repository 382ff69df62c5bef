import type { LedgerDatabase } from "../ledger-database";

/** Counts for the health report and the Admin's overview. */
export class HealthRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /** How many payments need a person, by reason. */
  async countAttention(): Promise<{ attention: string; count: number }[]> {
    const rows = await this.#db
      .rows("calypso_payment")
      .whereNotNull("attention")
      .groupBy("attention")
      .orderBy("attention")
      .select("attention", this.#db.knex.raw("count(*)::int AS count"));
    return rows as { attention: string; count: number }[];
  }

  /** How much work is open, by kind. */
  async countBacklog(): Promise<Record<string, number>> {
    const { rows } = await this.#db.knex.raw(`
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
