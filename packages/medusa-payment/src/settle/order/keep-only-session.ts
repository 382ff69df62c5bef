import type { MedusaContainer, PaymentSessionDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/**
 * Deletes a collection's sessions other than the paid one, whichever provider's. Medusa authorizes the first session that it finds, and
 * two parallel requests leave several.
 *
 * A session that was authorized keeps its place: its payment is captured or canceled, not deleted.
 */
export async function keepOnlySession(
  container: MedusaContainer,
  paymentCollectionId: string,
  sessionId: string,
): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT);
  const sessions: PaymentSessionDTO[] = await payments.listPaymentSessions(
    { payment_collection_id: paymentCollectionId },
    { select: ["id"], relations: ["payment"], take: 1_000 },
  );
  for (const { id, payment } of sessions) {
    if (id !== sessionId && !payment) await payments.deletePaymentSession(id);
  }
}
