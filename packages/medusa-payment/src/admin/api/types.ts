import type { AuditReason } from "../../modules/ledger/audit-reason";

/** What the plugin's Admin API answers. Amounts are decimal strings, dates ISO 8601. */

export interface PaymentRow {
  id: string;
  kind: "invoice" | "widget";
  parent_id: string | null;
  session_id: string;
  cart_id: string | null;
  order_id: string | null;
  /** The order's number, as people know it. */
  order_display_id: number | null;
  /** The session's, in `currency_code`. */
  amount: string;
  fiat_amount: string;
  currency_code: string;
  vendor_id: string | null;
  crypto_currency: string | null;
  crypto_amount: string | null;
  received: string;
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
  /** In the words of the admin who acted. */
  reason: string | null;
  data: Record<string, unknown> | null;
  created_at: string;
}

export interface Payout {
  id: string;
  attempt: number;
  currency: string;
  amount: string;
  destination: string;
  outcome: string;
  transaction_hash: string | null;
  fee: string | null;
  batch_id: string | null;
  vendor_id: string | null;
}

export interface ClaimLink {
  id: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

export interface RefundRow {
  id: string;
  payment_id: string;
  source: "order" | "ledger";
  order_id: string | null;
  order_display_id?: number | null;
  amount: string;
  currency_code: string;
  basis: Basis;
  fee_payer: FeePayer;
  crypto_currency: string | null;
  crypto_amount: string | null;
  destination: string | null;
  destination_by: string | null;
  execution_date: string | null;
  state: string;
  requested_by: string | null;
  reversing_at: string | null;
  reversed_at: string | null;
  note: string | null;
  error: string | null;
  created_at: string;
}

export type Basis = "fiat" | "crypto" | "custom";
export type FeePayer = "merchant" | "shopper";

export type Refund = RefundRow & { payouts: Payout[]; claim_links: ClaimLink[] };

export interface Payment extends PaymentRow {
  /** Of a widget: the invoices that the shopper opened. */
  invoices: PaymentRow[];
  refunds: Refund[];
  /** What is left: of the captured payment, and of money that no order took. In `currency_code`. */
  refundable: { captured: string | null; unclaimed: { fiat: string; crypto: string } | null };
  audit: AuditEntry[];
}

export interface RefundBody {
  amount: string;
  part?: "captured" | "unclaimed";
  destination?: string;
  currency?: string;
  basis: Basis;
  crypto_amount?: string;
  fee_payer: FeePayer;
  note?: string;
}

export interface Preview {
  amount: string;
  currency_code: string;
  currency: string;
  rate: string | null;
  rate_read_at: string | null;
  fee: string | null;
  fee_payer: FeePayer;
  arrives: string;
  balance_before: string;
  balance_after: string;
  minimum: string | null;
  refundable: { captured: string | null; unclaimed: string | null };
  needs_approval: boolean;
  address: { ok: boolean; problem?: string } | null;
  problems: ("balance" | "minimum" | "amount" | "address")[];
}

export interface Currency {
  code: string;
  name: string;
  symbol: string;
  network: string | null;
  token_standard: string | null;
}

export type HealthStatus = "ok" | "warn" | "fail";

export interface Health {
  status: HealthStatus;
  checks: { name: string; status: HealthStatus; message: string }[];
  balances: { currency: string; amount: string }[];
  backlog: Record<string, number>;
  last_event_at: string | null;
  last_reconcile_at: string | null;
}

export interface Page {
  count: number;
  limit: number;
  offset: number;
}

export interface NewClaimLink {
  id: string;
  url: string;
  expires_at: string;
}
