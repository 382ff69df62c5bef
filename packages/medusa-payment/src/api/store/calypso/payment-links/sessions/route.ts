import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { startPaymentOfLink } from "../../../../../payment-links/open-payment-link";
import type { PaymentLinkSessionBody } from "../validators";

/** Starts the payment that a link asks for, or shows the one that was started with the same link. */
export async function POST(req: MedusaRequest<PaymentLinkSessionBody>, res: MedusaResponse): Promise<void> {
  const { token, ...choice } = req.validatedBody;
  res.setHeader("cache-control", "no-store");
  res.json({ payment_link: await startPaymentOfLink(req.scope, token, choice) });
}
