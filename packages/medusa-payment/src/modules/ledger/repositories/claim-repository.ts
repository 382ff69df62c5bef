import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { generateEntityId } from "@medusajs/framework/utils";
import type { LedgerDatabase, NewRow } from "../ledger-database";
import type { Actor, ClaimRow, RefundRow } from "../types";

/** Rolls back the use of a claim link whose refund no longer waits for an address. */
class ClaimTooLate extends Error {}

/** The links by which shoppers give their refund an address. */
export class ClaimRepository {
  readonly #db: LedgerDatabase;

  constructor(db: LedgerDatabase) {
    this.#db = db;
  }

  /** Creates a claim link and revokes the refund's earlier ones. */
  async open(
    input: NewRow<ClaimRow, "refund_id" | "token_digest" | "expires_at" | "created_by">,
    actor: Actor,
  ): Promise<ClaimRow> {
    const id = generateEntityId(undefined, "cclaim");
    return this.#db.knex.transaction(async (trx) => {
      await this.revokeWithin(trx, input.refund_id);
      const [claim] = await trx("calypso_claim")
        .insert({ id, ...input })
        .returning("*");
      const entry = { subject_id: input.refund_id, actor, action: "claim.opened", data: { claim: id } };
      await this.#db.writeAudit(trx, entry);
      return claim as ClaimRow;
    });
  }

  async find(token_digest: string): Promise<ClaimRow | undefined> {
    return this.#db.rows<ClaimRow>("calypso_claim").where({ token_digest }).first();
  }

  /**
   * Consumes a claim link and gives its refund the address, both or neither.
   *
   * @returns undefined for a link that is used, revoked or expired, or a refund that has an address
   */
  async consume(id: string, refund_id: string, changes: Partial<RefundRow>): Promise<RefundRow | undefined> {
    return this.#db.knex
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
        await this.#db.writeAudit(trx, {
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

  /** Revokes a refund's open links. @returns how many */
  async revoke(refund_id: string, actor: Actor): Promise<number> {
    return this.#db.knex.transaction(async (trx) => {
      const count = await this.revokeWithin(trx, refund_id);
      if (count > 0) await this.#db.writeAudit(trx, { subject_id: refund_id, actor, action: "claim.revoked" });
      return count;
    });
  }

  /** Revokes a refund's open links as part of a transaction, without an audit entry. */
  async revokeWithin(trx: Knex, refund_id: string): Promise<number> {
    return trx("calypso_claim")
      .where({ refund_id, used_at: null, revoked_at: null })
      .update({ revoked_at: trx.fn.now(), updated_at: trx.fn.now() });
  }
}
