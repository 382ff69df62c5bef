import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { settlePaymentWorkflow } from "../../../../../../workflows/settle-payment";
import { adminActor } from "../../../../admin-actor";

/** Reads a payment from the vendor now and applies the answer. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const input = { payment_id: String(req.params.id), actor: adminActor(req) };
  const { result: payment } = await settlePaymentWorkflow(req.scope).run({ input });
  res.json({ payment });
}
