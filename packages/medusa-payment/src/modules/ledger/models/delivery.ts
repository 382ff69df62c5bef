import { model } from "@medusajs/framework/utils";

/** A verified webhook delivery, by the digest of its signed content. Forged ones leave no row. */
const LedgerDelivery = model
  .define("calypso_delivery", {
    id: model.id({ prefix: "cdel" }).primaryKey(),
    digest: model.text(),
    source: model.enum(["relay", "vendor"]),
    event_type: model.text(),
    entity_kind: model.text(),
    entity_id: model.text().nullable(),
    subject_id: model.text().nullable(),
    outcome: model.enum(["applied", "ignored", "failed"]),
    attempts: model.number().default(1),
    last_error: model.text().nullable(),
    applied_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["digest"], unique: true, where: "deleted_at IS NULL" }, { on: ["created_at"] }]);

export default LedgerDelivery;
