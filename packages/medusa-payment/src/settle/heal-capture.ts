import type { MedusaContainer, UpdatePaymentDTO } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import type { PaymentView } from "./locate";

/** Longer than Medusa can be at one: in between it asks the provider, which reads the vendor, with all its repetitions. */
const STALE_MS = 60_000;

/**
 * Ends a capture whose process was killed after Medusa had written its row and before the payment was marked as captured. Left so,
 * Medusa counts the row and refuses to capture again for ever.
 *
 * @throws MedusaError while the capture may still be under way, of an admin for instance: then it is tried again later
 */
export async function finishCapture(
  container: MedusaContainer,
  { id, captured_at, captures }: PaymentView,
): Promise<void> {
  if (captured_at || captures.length === 0) return;
  const youngest = Math.max(...captures.map(({ created_at }) => created_at.getTime()));
  if (Date.now() - youngest < STALE_MS) {
    throw new MedusaError(MedusaError.Types.CONFLICT, `Calypso: payment ${id} is being captured at the moment`);
  }
  // Untyped there, but it is what Medusa itself would have written.
  const marked = { id, captured_at: new Date(youngest) } as UpdatePaymentDTO & { captured_at: Date };
  await container.resolve(Modules.PAYMENT).updatePayment(marked);
}
