import type { AuditEntry, Payment, PaymentRow } from "../../src/admin/api/payment";
import type { Refund } from "../../src/admin/api/refund";

const AT = "2026-11-21T10:00:00.000Z";

const row: PaymentRow = {
  id: "cpay_1",
  kind: "invoice",
  parent_id: null,
  session_id: "payses_1",
  cart_id: "cart_1",
  order_id: null,
  order_display_id: null,
  amount: "49.9",
  fiat_amount: "49.90",
  currency_code: "eur",
  vendor_id: "v1",
  crypto_currency: "USDT_TRX",
  crypto_amount: "54.25",
  received: "0",
  seen: null,
  surplus: null,
  fee: null,
  address: "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX",
  sender_address: null,
  pay_url: null,
  state: "PENDING_PAYMENT",
  outcome: "waiting",
  credited: false,
  accepted_at: null,
  expires_at: "2026-11-21T13:00:00.000Z",
  read_at: null,
  captured_at: null,
  attention: null,
  created_at: AT,
};

export function samplePaymentRow(change: Partial<PaymentRow> = {}): PaymentRow {
  return { ...row, ...change };
}

export function samplePayment(change: Partial<Payment> = {}): Payment {
  return { ...row, invoices: [], refunds: [], refundable: { captured: null, unclaimed: null }, audit: [], ...change };
}

export function sampleRefund(change: Partial<Refund> = {}): Refund {
  return {
    id: "crefund_1",
    payment_id: "cpay_1",
    source: "order",
    order_id: "order_1",
    amount: "10",
    currency_code: "eur",
    basis: "fiat",
    fee_payer: "merchant",
    crypto_currency: "USDT_TRX",
    crypto_amount: null,
    destination: null,
    destination_by: null,
    execution_date: null,
    state: "awaiting_destination",
    requested_by: "user_1",
    reversing_at: null,
    reversed_at: null,
    note: null,
    error: null,
    created_at: AT,
    payouts: [],
    claim_links: [],
    ...change,
  };
}

let entries = 0;

export function sampleAudit(action: string, change: Partial<AuditEntry> = {}): AuditEntry {
  entries += 1;
  return {
    id: `caud_${entries}`,
    actor: "webhook",
    action,
    from_state: null,
    to_state: null,
    reason_code: null,
    reason: null,
    data: null,
    created_at: `2026-11-21T10:00:${String(entries % 60).padStart(2, "0")}.000Z`,
    ...change,
  };
}
