import { generateEntityId } from "@medusajs/framework/utils";
import { type AuditInput, LedgerBase, type NewRow } from "./ledger-base";
import type { Actor, DeliveryRow, PaymentRow } from "./types";

/** Invoices and widgets, and the deliveries that tell of them. */
export abstract class PaymentLedger extends LedgerBase {
  /** Writes the row of an invoice or widget that is about to be created. */
  async openPayment(
    input: NewRow<
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
    >,
    actor: Actor,
  ): Promise<PaymentRow> {
    const id = input.id ?? generateEntityId(undefined, "cpay");
    const row = { creation: "pending", outcome: "waiting", ...input, id };
    return this.knex.transaction(async (trx) => {
      const [payment] = await trx<PaymentRow>("calypso_payment")
        .insert(row as PaymentRow)
        .returning("*");
      await this.writeAudit(trx, { subject_id: id, actor, action: "payment.opened", to_state: row.outcome });
      return payment as PaymentRow;
    });
  }

  /**
   * Changes a payment and notes it in the audit trail.
   *
   * @param readStartedAt set for answers of the vendor: an answer older than the one in the row is dropped
   * @returns the row as it is now
   */
  async changePayment(
    id: string,
    changes: Partial<PaymentRow>,
    audit: Omit<AuditInput, "subject_id"> | undefined,
    readStartedAt?: Date,
  ): Promise<PaymentRow> {
    const query = this.rows<PaymentRow>("calypso_payment").where({ id });
    if (readStartedAt) query.where((where) => where.whereNull("read_at").orWhere("read_at", "<=", readStartedAt));
    const update = query.update({ ...changes, updated_at: new Date() });
    const changed = await this.updateOne<PaymentRow>(update, audit && { ...audit, subject_id: id });
    return changed ?? ((await this.findPayment(id)) as PaymentRow);
  }

  /** One row by id. @throws nothing: undefined when there is none */
  async findPayment(id: string): Promise<PaymentRow | undefined> {
    return this.rows<PaymentRow>("calypso_payment").where({ id }).first();
  }

  /** The payment that an event, a read invoice or a pay page's address speaks of. */
  async findPaymentByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.rows<PaymentRow>("calypso_payment")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  /** All rows of one cart's payment collection, oldest first: sessions come and go, the collection stays. */
  async listByCollection(payment_collection_id: string): Promise<PaymentRow[]> {
    return this.rows<PaymentRow>("calypso_payment").where({ payment_collection_id }).orderBy("created_at");
  }

  /** The row that speaks for a session: one with money before one without, else the newest. Invoices of a widget don't count. */
  async findPaymentOfSession(session_id: string): Promise<PaymentRow | undefined> {
    return this.rows<PaymentRow>("calypso_payment")
      .where({ session_id, parent_id: null })
      .orderByRaw(
        "captured_at IS NULL, outcome <> 'settled', outcome IN ('waiting', 'expired'), creation = 'failed', created_at DESC",
      )
      .first();
  }

  /** Notes for the payments of these collections that their order was announced. @returns them, but for widgets' invoices */
  async markAnnounced(payment_collection_ids: string[]): Promise<PaymentRow[]> {
    if (payment_collection_ids.length === 0) return [];
    return this.rows<PaymentRow>("calypso_payment")
      .whereIn("payment_collection_id", payment_collection_ids)
      .whereNull("parent_id")
      .whereNull("announced_at")
      .update({ announced_at: new Date() })
      .returning("*");
  }

  async listChildren(parent_id: string): Promise<PaymentRow[]> {
    return this.rows<PaymentRow>("calypso_payment").where({ parent_id }).orderBy("created_at");
  }

  /** Lets one caller in `intervalMs` read the vendor for a status poll, whichever instance asks. */
  async claimPoll(id: string, intervalMs: number): Promise<boolean> {
    const claimed = await this.rows("calypso_payment")
      .where({ id })
      .where((where) =>
        where.whereNull("polled_at").orWhereRaw("polled_at < now() - ? * interval '1 millisecond'", [intervalMs]),
      )
      .update({ polled_at: this.knex.fn.now() });
    return claimed === 1;
  }

  /** Notes what became of a verified delivery; one that came before is counted. */
  async recordDelivery(
    input: NewRow<DeliveryRow, "digest" | "source" | "event_type" | "entity_kind" | "outcome">,
  ): Promise<void> {
    const { outcome, subject_id = null, last_error = null, applied_at = null } = input;
    await this.knex("calypso_delivery")
      .insert({ id: generateEntityId(undefined, "cdel"), ...input })
      .onConflict(this.knex.raw("(digest) WHERE deleted_at IS NULL"))
      .merge({
        attempts: this.knex.raw("calypso_delivery.attempts + 1"),
        outcome,
        subject_id,
        last_error,
        applied_at,
        updated_at: new Date(),
      });
  }
}
