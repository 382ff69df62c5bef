import { model } from "@medusajs/framework/utils";

/** A mass payout: the payouts of several refunds, sent together. */
const LedgerPayoutBatch = model
  .define("calypso_payout_batch", {
    id: model.id({ prefix: "cbatch" }).primaryKey(),
    idempotency_key: model.text(),
    vendor_id: model.text().nullable(),
    currency: model.text(),
    outcome: model.enum(["pending", "unknown", "in_progress", "done", "refused"]),
    state: model.text().nullable(),
    error: model.text().nullable(),
    read_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["idempotency_key"], unique: true, where: "deleted_at IS NULL" },
    { on: ["vendor_id"], unique: true, where: "vendor_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["outcome"], where: "outcome IN ('pending', 'unknown', 'in_progress') AND deleted_at IS NULL" },
  ]);

export default LedgerPayoutBatch;
