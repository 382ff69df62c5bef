import { parsePayment } from "../payment/parse-payment.ts";
import type { PaymentSession } from "../payment/payment.ts";

/** The fields of Medusa's payment collection that `findPaymentSession` reads. */
export interface PaymentCollection {
  id?: string;
  payment_sessions?: { id: string; provider_id: string; data?: unknown }[] | null;
}

/**
 * The Calypso session in a cart's or an order's payment collection, as the Store API returns it.
 *
 * @param providerId Default: `pp_calypso_calypso`.
 */
export function findPaymentSession(
  collection: PaymentCollection | null | undefined,
  providerId = "pp_calypso_calypso",
): PaymentSession | undefined {
  const session = collection?.payment_sessions?.find((each) => each.provider_id === providerId);
  return session && { id: session.id, payment: parsePayment(session.data) };
}
