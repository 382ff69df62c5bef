import { model } from "@medusajs/framework/utils";

/** A link by which a shopper gives a refund its address, once. Only the token's digest is stored. */
const LedgerClaim = model
  .define("calypso_claim", {
    id: model.id({ prefix: "cclaim" }).primaryKey(),
    refund_id: model.text(),
    token_digest: model.text(),
    expires_at: model.dateTime(),
    used_at: model.dateTime().nullable(),
    revoked_at: model.dateTime().nullable(),
    created_by: model.text(),
  })
  .indexes([{ on: ["token_digest"], unique: true, where: "deleted_at IS NULL" }, { on: ["refund_id"] }]);

export default LedgerClaim;
