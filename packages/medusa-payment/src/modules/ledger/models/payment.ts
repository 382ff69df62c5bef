import { model } from "@medusajs/framework/utils";

/**
 * An object at Calypso that can receive money for a payment session: an invoice, a widget, or an invoice that a shopper
 * opened from a widget (then `parent_id` is the widget's row). Written before Calypso is called and never deleted: a
 * superseded invoice can still be paid.
 *
 * Amounts are decimal strings. `amount` is the session's, `fiat_amount` the same rounded to the currency's digits, as
 * Calypso is asked for it; `crypto_amount` and `received` are in `crypto_currency`.
 */
const LedgerPayment = model
  .define("calypso_payment", {
    id: model.id({ prefix: "cpay" }).primaryKey(),
    kind: model.enum(["invoice", "widget"]),
    parent_id: model.text().nullable(),
    provider_id: model.text(),
    session_id: model.text(),
    /** Sessions that this payment belonged to before, oldest first: their pages still ask for it. */
    former_session_ids: model.array().nullable(),
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
    /** What was seen at the address, unconfirmed money included; null until money is seen. */
    seen: model.text().nullable(),
    /** Whether what was seen is the whole amount, or within the merchant's tolerance. */
    seen_in_full: model.boolean().default(false),
    /** The overpaid part that is owed to the shopper, in `crypto_currency`; null if none. */
    surplus: model.text().nullable(),
    fee: model.text().nullable(),
    address: model.text().nullable(),
    /**
     * Where the money came from, unverified: earlier versions took it from webhooks. No signed read of an invoice names it, so that
     * nothing writes it now. Only a suggestion for refunds: it may belong to an exchange.
     */
    sender_address: model.text().nullable(),
    pay_url: model.text().nullable(),
    state: model.text().nullable(),
    intervention_type: model.text().nullable(),
    /** Whether Calypso's intervention is resolved; null if there was none. */
    intervention_resolved: model.boolean().nullable(),
    /** Whether the money is in the merchant's balance. */
    credited: model.boolean().default(false),
    outcome: model.text().default("waiting"),
    /** When the merchant, by policy or by hand, accepted an amount that isn't exact. */
    accepted_at: model.dateTime().nullable(),
    expires_at: model.dateTime().nullable(),
    /** When the row's state was read from Calypso. */
    read_at: model.dateTime().nullable(),
    /** When a status poll last claimed the right to read Calypso. */
    polled_at: model.dateTime().nullable(),
    /** When its order's `order.placed` was seen on the event bus. */
    announced_at: model.dateTime().nullable(),
    captured_at: model.dateTime().nullable(),
    /** When it stopped being watched: Calypso accepts no more money for it, and what arrived is dealt with. */
    closed_at: model.dateTime().nullable(),
    /** Why it needs a person, an {@link Attention}; null if it doesn't. */
    attention: model.text().nullable(),
    attention_at: model.dateTime().nullable(),
    /** The last reason that was resolved; it isn't listed again until more money arrives. */
    attention_resolved: model.text().nullable(),
  })
  .indexes([
    { on: ["idempotency_key"], unique: true, where: "idempotency_key IS NOT NULL AND deleted_at IS NULL" },
    { on: ["vendor_id"], unique: true, where: "vendor_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["session_id"] },
    { on: ["former_session_ids"], type: "gin", where: "former_session_ids IS NOT NULL AND deleted_at IS NULL" },
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
