export type Basis = "fiat" | "crypto" | "custom";

export type FeePayer = "merchant" | "shopper";

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

export type Refund = RefundRow & { payouts: Payout[]; claim_links: ClaimLink[] };

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

export interface NewClaimLink {
  id: string;
  url: string;
  expires_at: string;
}
