import type { AuditReason } from "../../modules/ledger/audit-reason";
import type { Refund } from "./refund";

export interface PaymentRow {
  id: string;
  kind: "invoice" | "widget";
  parent_id: string | null;
  session_id: string;
  cart_id: string | null;
  order_id: string | null;
  /** The order's number. */
  order_display_id: number | null;
  /** The session's amount, in `currency_code`. */
  amount: string;
  fiat_amount: string;
  currency_code: string;
  vendor_id: string | null;
  crypto_currency: string | null;
  crypto_amount: string | null;
  received: string;
  /** What was seen at the address, unconfirmed money included. */
  seen: string | null;
  surplus: string | null;
  fee: string | null;
  address: string | null;
  sender_address: string | null;
  pay_url: string | null;
  state: string | null;
  outcome: string;
  credited: boolean;
  accepted_at: string | null;
  expires_at: string | null;
  read_at: string | null;
  captured_at: string | null;
  attention: string | null;
  created_at: string;
}

export interface AuditEntry {
  id: string;
  actor: string;
  action: string;
  from_state: string | null;
  to_state: string | null;
  /** Why the plugin acted. */
  reason_code: AuditReason | null;
  /** The reason that an admin entered. */
  reason: string | null;
  data: Record<string, unknown> | null;
  created_at: string;
}

export interface Payment extends PaymentRow {
  /** The invoices that the shopper opened, if this is a widget. */
  invoices: PaymentRow[];
  refunds: Refund[];
  /** What can still be refunded: of the captured payment, and of money that no order has taken. In `currency_code`. */
  refundable: { captured: string | null; unclaimed: { fiat: string; crypto: string } | null };
  audit: AuditEntry[];
}
