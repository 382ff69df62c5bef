import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { LedgerDatabase } from "../ledger-database";
import type { PaymentRow } from "../types";

/** States in which Calypso changes an invoice no more by itself. */
const ENDED = ["COMPLETED", "ARCHIVED", "DECLINED"];

/** Payments that aren't closed: what reconciliation compares with Calypso. */
export class OpenPaymentRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /** The open rows among these invoices, by Calypso's ids or our idempotency keys. */
  async listByVendor(ids: string[], keys: string[]): Promise<PaymentRow[]> {
    if (ids.length === 0 && keys.length === 0) return [];
    return this.#rows().where((where) => where.whereIn("vendor_id", ids).orWhereIn("idempotency_key", keys));
  }

  /** The open widgets of these sessions. An invoice opened from a widget carries the session's id. */
  async listWidgets(session_ids: string[]): Promise<PaymentRow[]> {
    if (session_ids.length === 0) return [];
    return this.#rows().where({ kind: "widget" }).whereIn("session_id", session_ids);
  }

  /**
   * When the oldest payment was created whose invoice may still change; undefined when there is none. Excludes invoices that have
   * ended and only wait for a person: one left alone for a year would make each run read a year's invoices.
   */
  async oldestCreatedAt(): Promise<Date | undefined> {
    const row = await this.#db
      .rows("calypso_payment")
      .whereNull("closed_at")
      .where((where) => where.whereNull("attention").orWhereNull("state").orWhereNotIn("state", ENDED))
      .min("created_at as oldest")
      .first();
    return row?.oldest ?? undefined;
  }

  /** Open payments that match, least recently read first, without the invoices of widgets. */
  async list(where: (query: Knex.QueryBuilder) => void, limit: number): Promise<PaymentRow[]> {
    return this.#rows().whereNull("parent_id").where(where).orderByRaw("read_at NULLS FIRST").limit(limit);
  }

  #rows() {
    return this.#db.rows<PaymentRow>("calypso_payment").whereNull("closed_at");
  }
}
