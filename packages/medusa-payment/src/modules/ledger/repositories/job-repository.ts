import type { LedgerDatabase } from "../ledger-database";
import type { JobRow } from "../types";

/** Claims on recurring jobs, so that only one instance runs a job at a time. */
export class JobRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /**
   * Claims a job unless another instance holds it. A claim expires by itself, so a killed process doesn't block the job; a live one
   * renews its claim.
   */
  async claim(id: string, forMs: number): Promise<JobRow | undefined> {
    const { knex } = this.#db;
    await knex("calypso_job").insert({ id }).onConflict("id").ignore();
    const [job] = await knex("calypso_job")
      .where({ id })
      .where((where) => where.whereNull("claimed_until").orWhere("claimed_until", "<", knex.fn.now()))
      .update({ claimed_until: this.#until(forMs), updated_at: knex.fn.now() })
      .returning("*");
    return job as JobRow | undefined;
  }

  /** Extends a claim. @returns undefined if it has expired and another instance holds the job */
  async renew({ id, claimed_until }: JobRow, forMs: number): Promise<JobRow | undefined> {
    const { knex } = this.#db;
    const [job] = await knex("calypso_job")
      .where({ id, claimed_until })
      .update({ claimed_until: this.#until(forMs), updated_at: knex.fn.now() })
      .returning("*");
    return job as JobRow | undefined;
  }

  /** Releases a claim and stores the run's report, unless another instance holds the job now. */
  async finish({ id, claimed_until }: JobRow, report: object, watermark: Date): Promise<void> {
    await this.#db
      .knex("calypso_job")
      .where({ id, claimed_until })
      .update({ report, watermark, claimed_until: null, finished_at: new Date(), updated_at: new Date() });
  }

  /** In whole milliseconds: claims are compared with a Date, which holds no more. */
  #until(ms: number) {
    return this.#db.knex.raw("date_trunc('milliseconds', now()) + ? * interval '1 millisecond'", [ms]);
  }
}
