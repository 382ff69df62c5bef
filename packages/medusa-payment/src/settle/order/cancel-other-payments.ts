import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { PaymentContext, PaymentView } from "../../payment/load-payment-context";

/** Payments of other providers that are neither captured nor canceled: an admin could still capture them. */
export function openPayments({ otherPayments }: PaymentContext): PaymentView[] {
  return otherPayments.filter(({ canceledAt, captures }) => !canceledAt && captures.length === 0);
}

/** Cancels what other providers have authorized and not captured, since this money pays for the same. */
export async function cancelOtherPayments(container: MedusaContainer, loaded: PaymentContext): Promise<void> {
  for (const { id } of openPayments(loaded)) await container.resolve(Modules.PAYMENT).cancelPayment(id);
}
