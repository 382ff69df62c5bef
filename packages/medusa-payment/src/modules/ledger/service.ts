import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId, MedusaService } from "@medusajs/framework/utils";
import type { CalypsoSettings } from "../../options/calypso-options";
import { parseOptions } from "../../options/parse-options";
import { idempotencyKey } from "./idempotency-key";
import LedgerAuditEntry from "./models/audit-entry";
import LedgerClaim from "./models/claim";
import LedgerDelivery from "./models/delivery";
import LedgerJob from "./models/job";
import LedgerPayment from "./models/payment";
import LedgerPayout from "./models/payout";
import LedgerPayoutBatch from "./models/payout-batch";
import LedgerRefund from "./models/refund";
import type { Actor, BatchRow, ClaimRow, DeliveryRow, JobRow, PaymentRow, PayoutRow, RefundRow } from "./types";

type NewRow<Row, Given extends keyof Row> = Pick<Row, Given> & Partial<Row>;

export interface AuditInput {
  subject_id: string;
  actor: Actor;
  action: string;
  from_state?: string | null | undefined;
  to_state?: string | null | undefined;
  reason?: string | null | undefined;
  data?: Record<string, unknown> | null | undefined;
}

/** Rolls the use of a claim link back when its refund has an address by then. */
class ClaimTooLate extends Error {}

/**
 * The plugin's books. Rows are written before each remote call and committed at once, in transactions of their own: what
 * Medusa rolls back around them must not take the memory of a remote call with it.
 */
export default class LedgerModuleService extends MedusaService({
  LedgerPayment,
  LedgerDelivery,
  LedgerAuditEntry,
  LedgerJob,
  LedgerClaim,
  LedgerPayoutBatch,
  LedgerRefund,
  LedgerPayout,
}) {
  readonly #knex: Knex;
  readonly #options: unknown;
  #settings: CalypsoSettings | undefined;

  constructor(container: { __pg_connection__: Knex }, options?: unknown, declaration?: unknown) {
    super(container, options, declaration);
    this.#knex = container.__pg_connection__;
    this.#options = options;
  }

  /** The plugin's options, checked once. @throws MedusaError for bad settings */
  get settings(): CalypsoSettings {
    this.#settings ??= parseOptions(this.#options);
    return this.#settings;
  }

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
    return this.#knex.transaction(async (trx) => {
      const [payment] = await trx<PaymentRow>("calypso_payment")
        .insert(row as PaymentRow)
        .returning("*");
      await this.#audit(trx, { subject_id: id, actor, action: "payment.opened", to_state: row.outcome });
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
    return this.#knex.transaction(async (trx) => {
      const query = trx<PaymentRow>("calypso_payment").where({ id });
      if (readStartedAt) query.where((where) => where.whereNull("read_at").orWhere("read_at", "<=", readStartedAt));
      const [changed] = await query.update({ ...changes, updated_at: new Date() }).returning("*");
      if (changed && audit) await this.#audit(trx, { ...audit, subject_id: id });
      return (changed ?? (await trx<PaymentRow>("calypso_payment").where({ id }).first())) as PaymentRow;
    });
  }

  /** One row by id. @throws nothing: undefined when there is none */
  async findPayment(id: string): Promise<PaymentRow | undefined> {
    return this.#knex<PaymentRow>("calypso_payment").where({ id }).first();
  }

  /** The payment that an event, a read invoice or a pay page's address speaks of. */
  async findPaymentByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.#knex<PaymentRow>("calypso_payment")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  /** All rows of one cart's payment collection, oldest first: sessions come and go, the collection stays. */
  async listByCollection(payment_collection_id: string): Promise<PaymentRow[]> {
    return this.#knex<PaymentRow>("calypso_payment").where({ payment_collection_id }).orderBy("created_at");
  }

  /** The row that speaks for a session: one with money before one without, else the newest. Invoices of a widget don't count. */
  async findPaymentOfSession(session_id: string): Promise<PaymentRow | undefined> {
    return this.#knex<PaymentRow>("calypso_payment")
      .where({ session_id, parent_id: null })
      .orderByRaw(
        "captured_at IS NULL, outcome <> 'settled', outcome IN ('waiting', 'expired'), creation = 'failed', created_at DESC",
      )
      .first();
  }

  async listChildren(parent_id: string): Promise<PaymentRow[]> {
    return this.#knex<PaymentRow>("calypso_payment").where({ parent_id }).orderBy("created_at");
  }

  /** Lets one caller in `intervalMs` read the vendor for a status poll, whichever instance asks. */
  async claimPoll(id: string, intervalMs: number): Promise<boolean> {
    const claimed = await this.#knex("calypso_payment")
      .where({ id })
      .where((where) =>
        where.whereNull("polled_at").orWhereRaw("polled_at < now() - ? * interval '1 millisecond'", [intervalMs]),
      )
      .update({ polled_at: this.#knex.fn.now() });
    return claimed === 1;
  }

  /** Notes a verified delivery, or that it came again. */
  async recordDelivery(
    input: NewRow<DeliveryRow, "digest" | "source" | "event_type" | "entity_kind">,
  ): Promise<DeliveryRow> {
    const row = { id: generateEntityId(undefined, "cdel"), outcome: "received", ...input };
    const [delivery] = await this.#knex("calypso_delivery")
      .insert(row)
      .onConflict(this.#knex.raw("(digest) WHERE deleted_at IS NULL"))
      .merge({ attempts: this.#knex.raw("calypso_delivery.attempts + 1"), updated_at: new Date() })
      .returning("*");
    return delivery as DeliveryRow;
  }

  async finishDelivery(id: string, changes: Partial<DeliveryRow>): Promise<void> {
    await this.#knex("calypso_delivery")
      .where({ id })
      .update({ ...changes, updated_at: new Date() });
  }

  /** Writes a refund's row, with its key to Medusa's books, before anything moves. */
  async openRefund(
    input: NewRow<RefundRow, "payment_id" | "source" | "amount" | "currency_code" | "basis" | "state" | "origin">,
    actor: Actor,
  ): Promise<RefundRow> {
    const id = generateEntityId(undefined, "crefund");
    return this.#knex.transaction(async (trx) => {
      const [refund] = await trx<RefundRow>("calypso_refund")
        .insert({ id, ...input } as RefundRow)
        .returning("*");
      const data = { amount: input.amount, currency_code: input.currency_code };
      await this.#audit(trx, { subject_id: id, actor, action: "refund.opened", to_state: input.state, data });
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
    return this.#knex.transaction(async (trx) => {
      const query = trx<RefundRow>("calypso_refund").where({ id });
      if (ifStateIn) query.whereIn("state", [...ifStateIn]);
      const [changed] = await query.update({ ...changes, updated_at: new Date() }).returning("*");
      if (changed && audit) await this.#audit(trx, { ...audit, subject_id: id });
      return changed as RefundRow | undefined;
    });
  }

  /** Whether money of a payment that no order took was, or is being, paid back: then it is not all there any more. */
  async hasUnclaimedRefunds(payment_id: string): Promise<boolean> {
    const row = await this.#knex("calypso_refund")
      .where({ payment_id, source: "ledger", reversed_at: null })
      .first("id");
    return row !== undefined;
  }

  async findRefund(id: string): Promise<RefundRow | undefined> {
    return this.#knex<RefundRow>("calypso_refund").where({ id }).first();
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
    return this.#knex.transaction(async (trx) => {
      const [approved] = await trx<RefundRow>("calypso_refund")
        .where({ id, destination, state: "awaiting_approval" })
        .update({ ...approval, updated_at: new Date() })
        .returning("*");
      if (approved) await this.#audit(trx, { ...audit, subject_id: id });
      return approved as RefundRow | undefined;
    });
  }

  /** What was paid out in refunds of a currency since midnight, UTC, as a decimal string. */
  async sumSubmittedToday(currency_code: string): Promise<string> {
    const row = await this.#knex("calypso_refund")
      .where({ currency_code })
      .whereRaw("submitted_at >= date_trunc('day', now(), 'UTC')")
      .whereNull("reversed_at")
      .first(this.#knex.raw("coalesce(sum(amount::numeric), 0)::text AS sum"));
    return row?.sum ?? "0";
  }

  /** Makes a claim link's row; the refund's open ones end. */
  async openClaim(
    input: NewRow<ClaimRow, "refund_id" | "token_digest" | "expires_at" | "created_by">,
    actor: Actor,
  ): Promise<ClaimRow> {
    const id = generateEntityId(undefined, "cclaim");
    return this.#knex.transaction(async (trx) => {
      await this.#revokeClaims(trx, input.refund_id);
      const [claim] = await trx("calypso_claim")
        .insert({ id, ...input })
        .returning("*");
      await this.#audit(trx, { subject_id: input.refund_id, actor, action: "claim.opened", data: { claim: id } });
      return claim as ClaimRow;
    });
  }

  async findClaim(token_digest: string): Promise<ClaimRow | undefined> {
    return this.#knex<ClaimRow>("calypso_claim").where({ token_digest }).first();
  }

  /**
   * Uses a claim link up and gives its refund the address, both or neither.
   *
   * @returns undefined for a link that was used, ended or expired, or a refund that has an address
   */
  async consumeClaim(id: string, refund_id: string, changes: Partial<RefundRow>): Promise<RefundRow | undefined> {
    return this.#knex
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
        await this.#audit(trx, {
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
    return this.#knex.transaction(async (trx) => {
      const count = await this.#revokeClaims(trx, refund_id);
      if (count > 0) await this.#audit(trx, { subject_id: refund_id, actor, action: "claim.revoked" });
      return count;
    });
  }

  async #revokeClaims(trx: Knex, refund_id: string): Promise<number> {
    return trx("calypso_claim")
      .where({ refund_id, used_at: null, revoked_at: null })
      .update({ revoked_at: trx.fn.now(), updated_at: trx.fn.now() });
  }

  /** The vendor's fee of the last payout in a currency, in percent; undefined before there was one. */
  async lastFeePercent(currency: string): Promise<string | undefined> {
    const row = await this.#knex("calypso_payout")
      .where({ currency })
      .whereNotNull("fee_percent")
      .orderBy("created_at", "desc")
      .first("fee_percent");
    return row?.fee_percent;
  }

  /**
   * Writes the row of the next payout attempt of a refund, the row that its idempotency key comes from.
   *
   * @returns undefined while an earlier attempt is neither failed nor cancelled
   */
  async openPayout(
    input: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">,
    actor: Actor,
  ): Promise<PayoutRow | undefined> {
    return this.#knex.transaction((trx) => this.#openPayout(trx, input, actor));
  }

  /**
   * Writes a mass payout with an attempt for each of its refunds. Refunds that have a live attempt are left out.
   *
   * @returns undefined if none is left
   */
  async openBatch(
    currency: string,
    inputs: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">[],
    actor: Actor,
  ): Promise<{ batch: BatchRow; payouts: PayoutRow[] } | undefined> {
    const id = generateEntityId(undefined, "cbatch");
    return this.#knex.transaction(async (trx) => {
      const payouts: PayoutRow[] = [];
      for (const input of inputs) {
        const payout = await this.#openPayout(trx, { ...input, batch_id: id, outcome: "unknown" }, actor);
        if (payout) payouts.push(payout);
      }
      if (payouts.length === 0) return undefined;
      const row = { id, idempotency_key: idempotencyKey(id), currency, outcome: "unknown" };
      const [batch] = await trx("calypso_payout_batch").insert(row).returning("*");
      return { batch: batch as BatchRow, payouts };
    });
  }

  async changeBatch(id: string, changes: Partial<BatchRow>): Promise<BatchRow> {
    const [batch] = await this.#knex<BatchRow>("calypso_payout_batch")
      .where({ id })
      .update({ ...changes, updated_at: new Date() })
      .returning("*");
    return batch as BatchRow;
  }

  async findBatch(id: string): Promise<BatchRow | undefined> {
    return this.#knex<BatchRow>("calypso_payout_batch").where({ id }).first();
  }

  async findBatchByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.#knex<BatchRow>("calypso_payout_batch")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  async listPayoutsOfBatch(batch_id: string): Promise<PayoutRow[]> {
    return this.#knex<PayoutRow>("calypso_payout").where({ batch_id }).orderBy("id");
  }

  async #openPayout(
    trx: Knex,
    input: NewRow<PayoutRow, "refund_id" | "currency" | "amount" | "destination">,
    actor: Actor,
  ): Promise<PayoutRow | undefined> {
    const id = generateEntityId(undefined, "cpout");
    const attempts = await trx("calypso_payout").where({ refund_id: input.refund_id }).count({ count: "*" }).first();
    const attempt = Number(attempts?.count ?? 0) + 1;
    const row = { id, idempotency_key: idempotencyKey(id), attempt, outcome: "pending", ...input };
    const [payout] = await trx("calypso_payout")
      .insert(row)
      .onConflict(trx.raw("(refund_id) WHERE outcome NOT IN ('failed', 'canceled') AND deleted_at IS NULL"))
      .ignore()
      .returning("*");
    if (!payout) return undefined;
    const data = { payout: id, attempt, amount: input.amount, currency: input.currency };
    await this.#audit(trx, { subject_id: input.refund_id, actor, action: "payout.opened", data });
    return payout as PayoutRow;
  }

  async changePayout(
    id: string,
    changes: Partial<PayoutRow>,
    audit?: AuditInput,
    readStartedAt?: Date,
  ): Promise<PayoutRow> {
    return this.#knex.transaction(async (trx) => {
      const query = trx<PayoutRow>("calypso_payout").where({ id });
      if (readStartedAt) query.where((where) => where.whereNull("read_at").orWhere("read_at", "<=", readStartedAt));
      const [changed] = await query.update({ ...changes, updated_at: new Date() }).returning("*");
      if (changed && audit) await this.#audit(trx, audit);
      return (changed ?? (await trx<PayoutRow>("calypso_payout").where({ id }).first())) as PayoutRow;
    });
  }

  async findPayoutByVendor(ref: { id?: string | undefined; idempotencyKey?: string | undefined }) {
    if (!ref.id && !ref.idempotencyKey) return undefined;
    return this.#knex<PayoutRow>("calypso_payout")
      .where((where) => {
        if (ref.id) where.orWhere({ vendor_id: ref.id });
        if (ref.idempotencyKey) where.orWhere({ idempotency_key: ref.idempotencyKey });
      })
      .first();
  }

  /** All payout attempts of a refund, oldest first. */
  async listPayouts(refund_id: string): Promise<PayoutRow[]> {
    return this.#knex<PayoutRow>("calypso_payout").where({ refund_id }).orderBy("attempt");
  }

  /**
   * Takes a recurring job for this instance, unless another has it. A claim ends by itself, so that a process that died with it
   * keeps nobody out for longer.
   */
  async claimJob(id: string, forMs: number): Promise<JobRow | undefined> {
    const until = this.#knex.raw("now() + ? * interval '1 millisecond'", [forMs]);
    await this.#knex("calypso_job").insert({ id }).onConflict("id").ignore();
    const [job] = await this.#knex("calypso_job")
      .where({ id })
      .where((where) => where.whereNull("claimed_until").orWhere("claimed_until", "<", this.#knex.fn.now()))
      .update({ claimed_until: until, updated_at: this.#knex.fn.now() })
      .returning("*");
    return job as JobRow | undefined;
  }

  async finishJob(id: string, changes: Pick<JobRow, "report"> & Partial<JobRow>): Promise<void> {
    const done = { claimed_until: null, finished_at: new Date(), updated_at: new Date() };
    await this.#knex("calypso_job")
      .where({ id })
      .update({ ...changes, ...done });
  }

  /** Open rows of these invoices, by the vendor's ids or our keys: what a page of the vendor's list is compared with. */
  async listOpenByVendor(ids: string[], keys: string[]): Promise<PaymentRow[]> {
    if (ids.length === 0 && keys.length === 0) return [];
    return this.#knex<PaymentRow>("calypso_payment")
      .whereNull("closed_at")
      .where((where) => where.whereIn("vendor_id", ids).orWhereIn("idempotency_key", keys));
  }

  /** Open widgets of these sessions: an invoice that was opened from one carries the session's id. */
  async listOpenWidgets(session_ids: string[]): Promise<PaymentRow[]> {
    if (session_ids.length === 0) return [];
    return this.#knex<PaymentRow>("calypso_payment")
      .whereNull("closed_at")
      .where({ kind: "widget" })
      .whereIn("session_id", session_ids);
  }

  /** When the oldest payment that is still watched was made; undefined when none is. */
  async oldestOpen(): Promise<Date | undefined> {
    const row = await this.#knex("calypso_payment").whereNull("closed_at").min("created_at as oldest").first();
    return row?.oldest ?? undefined;
  }

  /** Open payments that match, least recently read first. */
  async listOpenPayments(where: (query: Knex.QueryBuilder) => void, limit: number): Promise<PaymentRow[]> {
    return this.#knex<PaymentRow>("calypso_payment")
      .whereNull("closed_at")
      .whereNull("parent_id")
      .where(where)
      .orderByRaw("read_at NULLS FIRST")
      .limit(limit);
  }

  /** Payments with an order whose announcement nobody saw. */
  async listUnannounced(olderThan: Date, limit: number): Promise<PaymentRow[]> {
    return this.#knex<PaymentRow>("calypso_payment")
      .whereNull("announced_at")
      .whereNotNull("order_id")
      .whereNull("parent_id")
      .where("updated_at", "<", olderThan)
      .limit(limit);
  }

  /** Refunds that something has to be done for: paid out, followed, booked to the end, or taken back to the end. */
  async listRefundsToGoOn(olderThan: Date, limit: number): Promise<RefundRow[]> {
    return this.#knex<RefundRow>("calypso_refund")
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
          .whereNotNull("batch_id")
          .whereNotIn("outcome", ["failed", "canceled"]),
      )
      .where("updated_at", "<", olderThan)
      .orderBy("updated_at")
      .limit(limit);
  }

  async listOpenBatches(olderThan: Date, limit: number): Promise<BatchRow[]> {
    return this.#knex<BatchRow>("calypso_payout_batch")
      .whereIn("outcome", ["pending", "unknown", "in_progress"])
      .where("updated_at", "<", olderThan)
      .orderBy("updated_at")
      .limit(limit);
  }

  /** Counts for the health report. */
  async backlog(): Promise<Record<string, number>> {
    const { rows } = await this.#knex.raw(`
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

  /** Adds a line to the audit trail. */
  async audit(entry: AuditInput): Promise<void> {
    await this.#audit(this.#knex, entry);
  }

  async #audit(trx: Knex, entry: AuditInput): Promise<void> {
    await trx("calypso_audit_entry").insert({ id: generateEntityId(undefined, "caud"), ...entry });
  }
}
