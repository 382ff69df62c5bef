import { model } from "@medusajs/framework/utils";

/** An entry of the audit trail: who or what moved a payment, refund or payout from which state to which, and why. */
const LedgerAuditEntry = model
  .define("calypso_audit_entry", {
    id: model.id({ prefix: "caud" }).primaryKey(),
    subject_id: model.text(),
    /** `webhook`, `job`, `shopper`, `checkout`, `medusa`, or `admin:<user id>`. */
    actor: model.text(),
    action: model.text(),
    from_state: model.text().nullable(),
    to_state: model.text().nullable(),
    /** Why the plugin acted, an {@link AuditReason}; the Admin words it, with values from `data`. */
    reason_code: model.text().nullable(),
    /** The words of the admin who acted, or of the system that refused. */
    reason: model.text().nullable(),
    data: model.json().nullable(),
  })
  .indexes([{ on: ["subject_id", "created_at"] }]);

export default LedgerAuditEntry;
