import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { adminActor } from "../../../../../../api-support/admin-actor";
import { acceptPaymentWorkflow } from "../../../../../../workflows/accept-payment";
import type { reasonBody } from "../../validators";

/** Accepts an under- or overpayment, or late money, as paid. */
export async function POST(req: AuthenticatedMedusaRequest<reasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  const input = { payment_id: String(req.params.id), reason, actor: adminActor(req) };
  const { result: payment } = await acceptPaymentWorkflow(req.scope).run({ input });
  res.json({ payment });
}
