import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { pollPayment } from "../poll-payment";

/** A payment's status for the payment page, which polls it. Includes the server's time, since a shopper's clock may be wrong. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const polled = await pollPayment(req.scope, String(req.params.session_id));
  res.json({ ...polled, server_time: new Date().toISOString() });
}
