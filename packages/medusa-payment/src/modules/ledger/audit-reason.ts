/** Why the plugin did something, as the audit trail records it. Admin's catalog has a sentence for each. */
export type AuditReason =
  /** The cart or its session costs something else now. */
  | "amount_changed"
  /** The payment's session is gone, and the cart has no other over its amount. */
  | "session_gone"
  /** Part of the money was refunded before the rest arrived. */
  | "partly_refunded"
  /** The payment was made for another merchant account than the settings name. */
  | "other_account"
  /** The vendor's fiat amount or currency isn't the one that was asked for. */
  | "other_fiat_amount"
  | "payment_canceled"
  | "order_canceled"
  | "cart_already_paid"
  /** Another invoice of the same widget was captured. */
  | "other_invoice_captured"
  /** With `surplus` in the data. */
  | "surplus_received"
  /** With `received` and `due` in the data. */
  | "amount_differs"
  /** Money of several senders, for instance. */
  | "needs_release"
  /** The vendor doesn't release the money of an expired invoice. */
  | "not_released"
  | "overpayment_policy"
  | "tolerance_policy"
  /** The storefront opened a new session for the same cart. */
  | "session_recreated"
  | "unknown_to_vendor"
  | "announcement_lost"
  /** A completion was killed after it had created its order. */
  | "completion_interrupted";
