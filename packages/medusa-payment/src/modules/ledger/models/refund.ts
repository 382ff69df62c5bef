import { model } from "@medusajs/framework/utils";
import { payoutErrorCodes } from "../payout-error-code";

/**
 * A refund from its request to the arrival of the money. Medusa's refund row (`refund_id`) records the decision, this one
 * the payout's progress. `amount` is in the payment's currency, `crypto_amount` in `crypto_currency`.
 */
const LedgerRefund = model
  .define("calypso_refund", {
    id: model.id({ prefix: "crefund" }).primaryKey(),
    payment_id: model.text(),
    /** `order`: of a captured payment, booked in Medusa. `ledger`: of money without an order. */
    source: model.enum(["order", "ledger"]),
    medusa_payment_id: model.text().nullable(),
    order_id: model.text().nullable(),
    refund_id: model.text().nullable(),
    amount: model.text(),
    currency_code: model.text(),
    basis: model.enum(["fiat", "crypto", "custom"]),
    fee_payer: model.enum(["merchant", "shopper"]).default("merchant"),
    crypto_currency: model.text().nullable(),
    crypto_amount: model.text().nullable(),
    destination: model.text().nullable(),
    /** Who gave the destination: `shopper`, or `admin:<user id>`. */
    destination_by: model.text().nullable(),
    /** When to send the payout; null for at once. */
    execution_date: model.dateTime().nullable(),
    state: model.enum([
      "awaiting_destination",
      "awaiting_approval",
      "ready",
      "submitting",
      "unknown",
      "in_progress",
      "completed",
      "failed",
      "canceled",
    ]),
    approved_by: model.text().nullable(),
    approved_at: model.dateTime().nullable(),
    /** When it was counted against the daily limit. */
    submitted_at: model.dateTime().nullable(),
    /** When the refund was booked in Medusa. Null until then, and nothing is paid out before. */
    booked_at: model.dateTime().nullable(),
    /** What Medusa added to the order's credit lines for it; a reversal needs it. */
    credit: model.text().nullable(),
    /** The sum of the order's credit lines before it, from which an interrupted booking computes `credit`. */
    credit_before: model.text().nullable(),
    /** When its reversal started; until `reversed_at` no other refund of the order may start. */
    reversing_at: model.dateTime().nullable(),
    reversed_at: model.dateTime().nullable(),
    origin: model.enum(["admin", "medusa"]),
    requested_by: model.text().nullable(),
    note: model.text().nullable(),
    /** A sentence for the admin: why it is stuck and what to do. */
    error: model.text().nullable(),
    error_code: model.enum([...payoutErrorCodes]).nullable(),
  })
  .indexes([
    { on: ["payment_id"] },
    { on: ["order_id"], where: "order_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["refund_id"], unique: true, where: "refund_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["updated_at"], where: "reversed_at IS NULL AND state <> 'completed' AND deleted_at IS NULL" },
    { on: ["submitted_at"], where: "submitted_at IS NOT NULL AND deleted_at IS NULL" },
  ]);

export default LedgerRefund;
