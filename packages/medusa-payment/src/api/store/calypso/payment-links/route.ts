import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { readPaymentLinkOrder } from "../../../../payment-links/open-payment-link";
import type { PaymentLinkBody } from "./validators";

/** What a payment link asks for. */
export async function POST(req: MedusaRequest<PaymentLinkBody>, res: MedusaResponse): Promise<void> {
  res.setHeader("cache-control", "no-store");
  res.json({ payment_link: await readPaymentLinkOrder(req.scope, req.validatedBody.token) });
}
