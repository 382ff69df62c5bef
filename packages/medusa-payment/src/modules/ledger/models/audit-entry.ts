import { model } from "@medusajs/framework/utils";

/** One line of the audit trail: who or what took a payment, refund or payout from which state to which, and why. */
const LedgerAuditEntry = model
  .define("calypso_audit_entry", {
    id: model.id({ prefix: "caud" }).primaryKey(),
    subject_id: model.text(),
    /** `webhook`, `job`, `shopper`, `checkout`, `medusa`, or `admin:<user id>`. */
    actor: model.text(),
    action: model.text(),
    from_state: model.text().nullable(),
    to_state: model.text().nullable(),
    reason: model.text().nullable(),
    data: model.json().nullable(),
  })
  .indexes([{ on: ["subject_id", "created_at"] }]);

export default LedgerAuditEntry;
