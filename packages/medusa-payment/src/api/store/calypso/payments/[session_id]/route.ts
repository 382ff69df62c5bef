import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { paymentStatus } from "../../../../../status/payment-status";

/** A payment's status for the payment page; polled, by any number of tabs. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ payment: await paymentStatus(req.scope, String(req.params.session_id)) });
}
