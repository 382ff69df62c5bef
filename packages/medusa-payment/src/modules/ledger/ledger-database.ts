import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId } from "@medusajs/framework/utils";
import type { AuditReason } from "./audit-reason";
import type { Actor } from "./types";

/** The columns that a new row must have; the rest have defaults. */
export type NewRow<Row, Given extends keyof Row> = Pick<Row, Given> & Partial<Row>;

/** An entry of the audit trail. */
export interface AuditInput {
  subject_id: string;
  actor: Actor;
  action: string;
  from_state?: string | null | undefined;
  to_state?: string | null | undefined;
  /** Why the plugin acted. */
  reason_code?: AuditReason | undefined;
  /** In the words of the admin who acted, or of the system that refused. */
  reason?: string | null | undefined;
  data?: Record<string, unknown> | null | undefined;
}

/** An audit entry whose subject is the row that a method is given. */
export type RowAudit = Omit<AuditInput, "subject_id">;

/** How Calypso names an object: by its own id, or by the idempotency key that created it. */
export interface VendorRef {
  id?: string | undefined;
  idempotencyKey?: string | undefined;
}

const AUDIT_COLUMNS = [
  "id",
  "subject_id",
  "actor",
  "action",
  "from_state",
  "to_state",
  "reason_code",
  "reason",
  "data",
] as const;

/** The database access that all repositories of the ledger share. */
export class LedgerDatabase {
  constructor(readonly knex: Knex) {}

  /** A table's live rows. All indexes exclude deleted rows, so a query that includes them would scan the whole table. */
  // biome-ignore lint/suspicious/noExplicitAny: as Knex has it, for queries whose rows have no type
  rows<Row extends object = any>(table: string): Knex.QueryBuilder<Row, Row[]> {
    return this.knex<Row>(table).whereNull("deleted_at") as Knex.QueryBuilder<Row, Row[]>;
  }

  /** The row with Calypso's id or our idempotency key. */
  async findByVendor<Row extends object>(table: string, ref: VendorRef): Promise<Row | undefined> {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    const query = this.rows(table).where((where) => {
      if (ref.id) where.orWhere({ vendor_id: ref.id });
      if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
    });
    return query.first();
  }

  async writeAudit(trx: Knex, entry: AuditInput): Promise<void> {
    await trx("calypso_audit_entry").insert({ id: generateEntityId(undefined, "caud"), ...entry });
  }

  /**
   * Updates one row and writes its audit entry, both or neither, in one statement.
   *
   * @returns the changed row, or undefined if no row matched; then nothing is audited either
   */
  async updateOne<Row>(update: Knex.QueryBuilder, entry: AuditInput | undefined): Promise<Row | undefined> {
    const changed = update.returning("*");
    if (!entry) return (await changed)[0];
    const row = { id: generateEntityId(undefined, "caud"), ...entry, data: JSON.stringify(entry.data ?? null) };
    const values = AUDIT_COLUMNS.map((column) => (row as Record<string, unknown>)[column] ?? null);
    const { rows } = await this.knex.raw(
      `WITH changed AS (?), audited AS (
         INSERT INTO calypso_audit_entry (${AUDIT_COLUMNS.join(", ")})
         SELECT ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?::jsonb, 'null') FROM changed)
       SELECT * FROM changed`,
      [changed, ...values] as Knex.RawBinding[],
    );
    return rows[0];
  }
}
