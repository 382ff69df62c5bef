import type { AuditInput, LedgerDatabase } from "../ledger-database";

/** The audit trail, for entries that come without a change of a row. */
export class AuditRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  async write(entry: AuditInput): Promise<void> {
    await this.#db.writeAudit(this.#db.knex, entry);
  }
}
