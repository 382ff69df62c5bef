import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId, MedusaService } from "@medusajs/framework/utils";
import type { CalypsoSettings } from "../../options/calypso-options";
import { parseOptions } from "../../options/parse-options";
import LedgerAuditEntry from "./models/audit-entry";
import LedgerClaim from "./models/claim";
import LedgerDelivery from "./models/delivery";
import LedgerJob from "./models/job";
import LedgerPayment from "./models/payment";
import LedgerPayout from "./models/payout";
import LedgerPayoutBatch from "./models/payout-batch";
import LedgerRefund from "./models/refund";
import type { Actor } from "./types";

/** What a new row must be given; the rest has defaults. */
export type NewRow<Row, Given extends keyof Row> = Pick<Row, Given> & Partial<Row>;

export interface AuditInput {
  subject_id: string;
  actor: Actor;
  action: string;
  from_state?: string | null | undefined;
  to_state?: string | null | undefined;
  reason?: string | null | undefined;
  data?: Record<string, unknown> | null | undefined;
}

const AUDIT_COLUMNS = ["id", "subject_id", "actor", "action", "from_state", "to_state", "reason", "data"] as const;

/** Models, settings, and the two ways of writing that all parts of the ledger share. */
export abstract class LedgerBase extends MedusaService({
  LedgerPayment,
  LedgerDelivery,
  LedgerAuditEntry,
  LedgerJob,
  LedgerClaim,
  LedgerPayoutBatch,
  LedgerRefund,
  LedgerPayout,
}) {
  protected readonly knex: Knex;
  readonly #options: unknown;
  #settings: CalypsoSettings | undefined;

  constructor(container: { __pg_connection__: Knex }, options?: unknown, declaration?: unknown) {
    super(container, options, declaration);
    this.knex = container.__pg_connection__;
    this.#options = options;
  }

  /** The plugin's options, checked once. @throws MedusaError for bad settings */
  get settings(): CalypsoSettings {
    this.#settings ??= parseOptions(this.#options);
    return this.#settings;
  }

  /** A table's rows. All indexes leave deleted rows out, so that a query which doesn't would read the whole table. */
  // biome-ignore lint/suspicious/noExplicitAny: as Knex has it, for queries whose rows have no type
  protected rows<Row extends object = any>(table: string): Knex.QueryBuilder<Row, Row[]> {
    return this.knex<Row>(table).whereNull("deleted_at") as Knex.QueryBuilder<Row, Row[]>;
  }

  /** Adds a line to the audit trail. */
  async audit(entry: AuditInput): Promise<void> {
    await this.writeAudit(this.knex, entry);
  }

  protected async writeAudit(trx: Knex, entry: AuditInput): Promise<void> {
    await trx("calypso_audit_entry").insert({ id: generateEntityId(undefined, "caud"), ...entry });
  }

  /**
   * Runs an update of one row together with its line in the audit trail, both or neither, in one statement.
   *
   * @returns the changed row, or undefined if the update's conditions fitted none; then nothing is audited either
   */
  protected async updateOne<Row>(update: Knex.QueryBuilder, entry: AuditInput | undefined): Promise<Row | undefined> {
    const changed = update.returning("*");
    if (!entry) return (await changed)[0];
    const row = { id: generateEntityId(undefined, "caud"), ...entry, data: JSON.stringify(entry.data ?? null) };
    const values = AUDIT_COLUMNS.map((column) => (row as Record<string, unknown>)[column] ?? null);
    const { rows } = await this.knex.raw(
      `WITH changed AS (?), audited AS (
         INSERT INTO calypso_audit_entry (${AUDIT_COLUMNS.join(", ")})
         SELECT ?, ?, ?, ?, ?, ?, ?, NULLIF(?::jsonb, 'null') FROM changed)
       SELECT * FROM changed`,
      [changed, ...values] as Knex.RawBinding[],
    );
    return rows[0];
  }
}
