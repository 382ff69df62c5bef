import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow, RefundRow } from "../../modules/ledger/types";

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
  order_id: string | null;
  /** What Medusa will add to the order's credit lines, by its own rule. */
  credit: string | null;
  crypto_currency: string | null;
}

/**
 * Ties a refund of Medusa's to the ledger's. One that was asked for through the plugin names its ledger row; one from Medusa's
 * own button, a cancelled order or a cart that couldn't be completed gets a row here, waiting for a destination.
 *
 * @returns the row that was made here, or undefined for one that was asked for through the plugin
 */
export async function bookRefund(ledger: LedgerModuleService, booking: Booking): Promise<RefundRow | undefined> {
  const { refund, currency_code, row, order_id, credit, crypto_currency } = booking;
  const asked = refund.metadata?.[REFUND_METADATA_KEY];
  const known = typeof asked === "string" ? await ledger.refunds.find(asked) : undefined;
  if (known && known.payment_id === row.id) {
    const changes = { refund_id: refund.id, medusa_payment_id: refund.payment_id };
    await ledger.refunds.change(known.id, changes, { actor: "medusa", action: "refund.booked" });
    return undefined;
  }
  return ledger.refunds.open(
    {
      payment_id: row.id,
      source: "order",
      medusa_payment_id: refund.payment_id,
      order_id,
      refund_id: refund.id,
      amount: refund.raw_amount.value,
      currency_code,
      basis: "fiat",
      crypto_currency,
      credit,
      state: "awaiting_destination",
      origin: "medusa",
      requested_by: refund.created_by,
      note: refund.note,
      booked_at: new Date(),
    },
    "medusa",
  );
}
