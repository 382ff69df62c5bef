import { generateEntityId } from "@medusajs/framework/utils";
import type { LedgerDatabase, NewRow, RowAudit, VendorRef } from "../ledger-database";
import type { Actor, PaymentRow } from "../types";

/** A new payment; the rest of its columns have defaults. */
type NewPayment = NewRow<
  PaymentRow,
  | "kind"
  | "provider_id"
  | "session_id"
  | "payment_collection_id"
  | "amount"
  | "fiat_amount"
  | "currency_code"
  | "account"
  | "idempotency_key"
>;

/** Payments: one row for each invoice or widget. */
export class PaymentRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /** Writes the row of an invoice or widget before it is created at Calypso. */
  async open(input: NewPayment, actor: Actor): Promise<PaymentRow> {
    const id = input.id ?? generateEntityId(undefined, "cpay");
    const row = { creation: "pending", outcome: "waiting", ...input, id };
    return this.#db.knex.transaction(async (trx) => {
      const [payment] = await trx<PaymentRow>("calypso_payment")
        .insert(row as PaymentRow)
        .returning("*");
      await this.#db.writeAudit(trx, { subject_id: id, actor, action: "payment.opened", to_state: row.outcome });
      return payment as PaymentRow;
    });
  }

  /**
   * Changes a payment and writes its audit entry.
   *
   * @param readStartedAt set for answers of Calypso: an answer older than the stored one is dropped
   * @returns the row as it is now
   */
  async change(
    id: string,
    changes: Partial<PaymentRow>,
    audit: RowAudit | undefined,
    readStartedAt?: Date,
  ): Promise<PaymentRow> {
    const query = this.#rows().where({ id });
    if (readStartedAt) query.where((where) => where.whereNull("read_at").orWhere("read_at", "<=", readStartedAt));
    const update = query.update({ ...changes, updated_at: new Date() });
    const changed = await this.#db.updateOne<PaymentRow>(update, audit && { ...audit, subject_id: id });
    return changed ?? ((await this.find(id)) as PaymentRow);
  }

  /** Gives a payment to another session, and remembers the one that it had. */
  async moveToSession(row: PaymentRow, session_id: string, audit: RowAudit): Promise<PaymentRow> {
    if (row.session_id === session_id) return row;
    const former = [...(row.former_session_ids ?? []), row.session_id];
    return this.change(row.id, { session_id, former_session_ids: former }, audit);
  }

  async find(id: string): Promise<PaymentRow | undefined> {
    return this.#rows().where({ id }).first();
  }

  async findByVendor(ref: VendorRef): Promise<PaymentRow | undefined> {
    return this.#db.findByVendor<PaymentRow>("calypso_payment", ref);
  }

  /** Whether an invoice has or had one of these addresses. @param spellings in lower case */
  async isDepositAddress(spellings: string[]): Promise<boolean> {
    const found = await this.#rows()
      .whereNotNull("address")
      .whereRaw("lower(address) = any(?)", [spellings])
      .first("id");
    return found !== undefined;
  }

  /** A session's current row: one with money before one without, then the newest. Excludes the invoices of widgets. */
  async findBySession(session_id: string): Promise<PaymentRow | undefined> {
    return this.#rows()
      .where({ session_id, parent_id: null })
      .orderByRaw(
        "captured_at IS NULL, outcome <> 'settled', outcome IN ('waiting', 'expired'), creation = 'failed', created_at DESC",
      )
      .first();
  }

  /** The same, or the payment that belonged to the session before: parallel requests and reloaded pages share one. */
  async findByAnySession(session_id: string): Promise<PaymentRow | undefined> {
    const current = await this.findBySession(session_id);
    return (
      current ??
      this.#rows()
        .whereRaw("former_session_ids @> ARRAY[?]::text[]", [session_id])
        .orderBy("created_at", "desc")
        .first()
    );
  }

  /** All rows of a cart's payment collection, oldest first. Sessions are replaced, the collection stays. */
  async listByCollection(payment_collection_id: string): Promise<PaymentRow[]> {
    return this.#rows().where({ payment_collection_id }).orderBy("created_at");
  }

  /** The invoices that were opened from a widget, oldest first. */
  async listChildren(parent_id: string): Promise<PaymentRow[]> {
    return this.#rows().where({ parent_id }).orderBy("created_at");
  }

  /** The closed rows among these invoices of which the ledger knows no money. */
  async listExpired(vendor_ids: string[]): Promise<PaymentRow[]> {
    if (vendor_ids.length === 0) return [];
    return this.#rows().whereIn("vendor_id", vendor_ids).where({ outcome: "expired" }).whereNotNull("closed_at");
  }

  /** Payments of a cart with an order for which no `order.placed` was seen. One without a cart paid an order that existed before. */
  async listUnannounced(olderThan: Date, limit: number): Promise<PaymentRow[]> {
    return this.#rows()
      .whereNull("announced_at")
      .whereNotNull("order_id")
      .whereNotNull("cart_id")
      .whereNull("parent_id")
      .where("updated_at", "<", olderThan)
      .limit(limit);
  }

  /** Records that these collections' orders were announced. @returns the changed rows, without the invoices of widgets */
  async markAnnounced(payment_collection_ids: string[]): Promise<PaymentRow[]> {
    if (payment_collection_ids.length === 0) return [];
    return this.#rows()
      .whereIn("payment_collection_id", payment_collection_ids)
      .whereNull("parent_id")
      .whereNull("announced_at")
      .update({ announced_at: new Date() })
      .returning("*");
  }

  /** Lets one caller per interval, across all instances, read Calypso for a status poll. */
  async claimPoll(id: string, intervalMs: number): Promise<boolean> {
    const claimed = await this.#db
      .rows("calypso_payment")
      .where({ id })
      .where((where) =>
        where.whereNull("polled_at").orWhereRaw("polled_at < now() - ? * interval '1 millisecond'", [intervalMs]),
      )
      .update({ polled_at: this.#db.knex.fn.now() });
    return claimed === 1;
  }

  #rows() {
    return this.#db.rows<PaymentRow>("calypso_payment");
  }
}
