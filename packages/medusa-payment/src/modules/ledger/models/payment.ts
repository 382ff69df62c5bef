import { model } from "@medusajs/framework/utils";

/**
 * Everything at Calypso that money for a payment session can reach: an invoice, a payment widget, or an invoice that
 * a shopper opened from a widget (then `parent_id` names the widget's row). Written before the vendor is called, never
 * deleted: a superseded invoice can still be paid.
 *
 * Amounts are decimal strings. `amount` is the session's, `fiat_amount` the same rounded to the currency's digits (what
 * the vendor was asked for), `crypto_amount` and `received` are in `crypto_currency`.
 */
const LedgerPayment = model
  .define("calypso_payment", {
    id: model.id({ prefix: "cpay" }).primaryKey(),
    kind: model.enum(["invoice", "widget"]),
    parent_id: model.text().nullable(),
    provider_id: model.text(),
    session_id: model.text(),
    payment_collection_id: model.text(),
    cart_id: model.text().nullable(),
    order_id: model.text().nullable(),
    amount: model.text(),
    fiat_amount: model.text(),
    currency_code: model.text(),
    account: model.text(),
    idempotency_key: model.text().nullable(),
    vendor_id: model.text().nullable(),
    /** How far the call that creates the object got; `unknown` until a read by idempotency key answers. */
    creation: model.enum(["pending", "done", "failed", "unknown"]),
    crypto_currency: model.text().nullable(),
    crypto_amount: model.text().nullable(),
    received: model.text().default("0"),
    /** What came beyond the amount and is owed to the shopper, in `crypto_currency`; null when nothing is. */
    surplus: model.text().nullable(),
    fee: model.text().nullable(),
    address: model.text().nullable(),
    /** Where the money came from, as an event said. It may belong to an exchange: a suggestion for refunds, nothing more. */
    sender_address: model.text().nullable(),
    pay_url: model.text().nullable(),
    state: model.text().nullable(),
    intervention_type: model.text().nullable(),
    /** Whether the vendor's intervention is settled with the shopper; null where there was none. */
    intervention_resolved: model.boolean().nullable(),
    /** Whether the money is in the merchant's balance. */
    credited: model.boolean().default(false),
    outcome: model.text().default("waiting"),
    /** Set when the merchant, by policy or by hand, took an invoice that isn't paid in full for paid. */
    accepted_at: model.dateTime().nullable(),
    expires_at: model.dateTime().nullable(),
    /** When the vendor's answer that the row shows was read. */
    read_at: model.dateTime().nullable(),
    /** When a shopper's status poll last claimed the right to read. */
    polled_at: model.dateTime().nullable(),
    /** When `order.placed` of its order was seen on the event bus. */
    announced_at: model.dateTime().nullable(),
    captured_at: model.dateTime().nullable(),
    /** No longer watched: the vendor takes no more money for it and what came is dealt with. */
    closed_at: model.dateTime().nullable(),
    /** Why a person must look at it, a stable code; null when nobody must. */
    attention: model.text().nullable(),
    attention_at: model.dateTime().nullable(),
    /** The last reason that was dealt with; it isn't listed again before more money comes. */
    attention_resolved: model.text().nullable(),
  })
  .indexes([
    { on: ["idempotency_key"], unique: true, where: "idempotency_key IS NOT NULL AND deleted_at IS NULL" },
    { on: ["vendor_id"], unique: true, where: "vendor_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["session_id"] },
    { on: ["payment_collection_id"] },
    { on: ["order_id"], where: "order_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["parent_id"], where: "parent_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["attention"], where: "attention IS NOT NULL AND deleted_at IS NULL" },
    {
      name: "IDX_calypso_payment_unannounced",
      on: ["updated_at"],
      where: "announced_at IS NULL AND order_id IS NOT NULL AND deleted_at IS NULL",
    },
    { on: ["created_at"], where: "closed_at IS NULL AND deleted_at IS NULL" },
  ]);

export default LedgerPayment;
