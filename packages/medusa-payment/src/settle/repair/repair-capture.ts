import type { MedusaContainer, UpdatePaymentDTO } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { interruptedAfterMs } from "../../payment/interrupted-after";
import type { PaymentView } from "../../payment/load-payment-context";

/**
 * Completes a capture whose process was killed after Medusa had written the capture's row and before it marked the payment as captured.
 * Without this, Medusa counts the row and refuses every further capture.
 *
 * @throws MedusaError while the capture may still be running, an admin's for instance; try again later
 */
export async function repairCapture(
  container: MedusaContainer,
  { id, capturedAt, captures }: PaymentView,
): Promise<void> {
  if (capturedAt || captures.length === 0) return;
  const youngest = Math.max(...captures.map(({ createdAt }) => createdAt.getTime()));
  if (Date.now() - youngest < interruptedAfterMs.capture) {
    throw new MedusaError(MedusaError.Types.CONFLICT, `Calypso: payment ${id} is being captured at the moment`);
  }
  // Missing in the types, but it is what Medusa itself would have written.
  const marked = { id, captured_at: new Date(youngest) } as UpdatePaymentDTO & { captured_at: Date };
  await container.resolve(Modules.PAYMENT).updatePayment(marked);
}
