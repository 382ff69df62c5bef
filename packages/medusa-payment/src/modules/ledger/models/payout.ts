import { model } from "@medusajs/framework/utils";
import { payoutErrorCodes } from "../payout-error-code";

/**
 * An attempt to pay a refund out. The unique index on live attempts is the last defence against paying twice: a second
 * attempt can't be written while the first is neither failed nor cancelled.
 */
const LedgerPayout = model
  .define("calypso_payout", {
    id: model.id({ prefix: "cpout" }).primaryKey(),
    refund_id: model.text(),
    attempt: model.number(),
    /** The mass payout that it is a row of; null for a single payout. */
    batch_id: model.text().nullable(),
    idempotency_key: model.text(),
    vendor_id: model.text().nullable(),
    currency: model.text(),
    amount: model.text(),
    destination: model.text(),
    outcome: model.enum(["pending", "unknown", "in_progress", "completed", "failed", "canceled"]),
    state: model.text().nullable(),
    transaction_hash: model.text().nullable(),
    fee: model.text().nullable(),
    /** Calypso's fee in percent of the amount; the estimate for the next payout. */
    fee_percent: model.text().nullable(),
    error: model.text().nullable(),
    error_code: model.enum([...payoutErrorCodes]).nullable(),
    read_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["idempotency_key"], unique: true, where: "deleted_at IS NULL" },
    { on: ["vendor_id"], unique: true, where: "vendor_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["batch_id"], where: "batch_id IS NOT NULL AND deleted_at IS NULL" },
    {
      name: "IDX_calypso_payout_live",
      on: ["refund_id"],
      unique: true,
      where: "outcome NOT IN ('failed', 'canceled') AND deleted_at IS NULL",
    },
    { on: ["outcome"], where: "outcome IN ('pending', 'unknown', 'in_progress') AND deleted_at IS NULL" },
  ]);

export default LedgerPayout;
