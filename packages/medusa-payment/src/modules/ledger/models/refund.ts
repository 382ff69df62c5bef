import { model } from "@medusajs/framework/utils";

/**
 * A refund from its request to the arrival of the money. Medusa's own refund row (`refund_id`) says that it was decided,
 * this one says how far the money is. `amount` is in the payment's currency, `crypto_amount` in `crypto_currency`.
 */
const LedgerRefund = model
  .define("calypso_refund", {
    id: model.id({ prefix: "crefund" }).primaryKey(),
    payment_id: model.text(),
    medusa_payment_id: model.text().nullable(),
    order_id: model.text().nullable(),
    refund_id: model.text().nullable(),
    amount: model.text(),
    currency_code: model.text(),
    basis: model.enum(["fiat", "crypto", "custom"]),
    crypto_currency: model.text().nullable(),
    crypto_amount: model.text().nullable(),
    destination: model.text().nullable(),
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
    /** Medusa's books hold the refund. False until then: nothing is paid out before. */
    booked_at: model.dateTime().nullable(),
    /** What Medusa added to the order's credit lines for it; needed to take the refund back. */
    credit: model.text().nullable(),
    reversed_at: model.dateTime().nullable(),
    origin: model.text(),
    requested_by: model.text().nullable(),
    note: model.text().nullable(),
    error: model.text().nullable(),
  })
  .indexes([
    { on: ["payment_id"] },
    { on: ["order_id"], where: "order_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["refund_id"], unique: true, where: "refund_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["state"], where: "state NOT IN ('completed', 'canceled') AND deleted_at IS NULL" },
  ]);

export default LedgerRefund;
