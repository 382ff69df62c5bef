import type LedgerModuleService from "../modules/ledger/service";
import type { PaymentRow, RefundRow } from "../modules/ledger/types";

/** Key in the metadata of Medusa's refund row that names the ledger's. */
export const REFUND_METADATA_KEY = "calypso_refund";

export interface MedusaRefund {
  id: string;
  payment_id: string;
  raw_amount: { value: string };
  note: string | null;
  created_by: string | null;
  metadata: Record<string, unknown> | null;
}

interface Booking {
  refund: MedusaRefund;
  currency_code: string;
  row: PaymentRow;
}

/**
 * Ties a refund of Medusa's to the ledger's. One that was asked for through the plugin names its ledger row; one from Medusa's
 * own button, a cancelled order or a cart that couldn't be completed gets a row here, waiting for a destination.
 */
export async function bookRefund(ledger: LedgerModuleService, { refund, currency_code, row }: Booking): Promise<void> {
  const asked = refund.metadata?.[REFUND_METADATA_KEY];
  const known = typeof asked === "string" ? await ledger.findRefund(asked) : undefined;
  if (known && known.payment_id === row.id) {
    await ledger.changeRefund(
      known.id,
      { refund_id: refund.id, medusa_payment_id: refund.payment_id },
      { actor: "medusa", action: "refund.booked" },
    );
    return;
  }
  const input: Pick<RefundRow, "payment_id" | "amount" | "currency_code" | "basis" | "state" | "origin"> &
    Partial<RefundRow> = {
    payment_id: row.id,
    medusa_payment_id: refund.payment_id,
    order_id: row.order_id,
    refund_id: refund.id,
    amount: refund.raw_amount.value,
    currency_code,
    basis: "fiat",
    crypto_currency: row.crypto_currency,
    state: "awaiting_destination",
    origin: "medusa",
    requested_by: refund.created_by,
    note: refund.note,
    booked_at: new Date(),
  };
  await ledger.openRefund(input, "medusa");
}
