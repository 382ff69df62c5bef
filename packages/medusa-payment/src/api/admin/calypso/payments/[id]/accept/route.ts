import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { acceptPaymentWorkflow } from "../../../../../../workflows/accept-payment";
import { adminActor } from "../../../../admin-actor";
import type { ReasonBody } from "../../validators";

/** Accepts an under- or overpayment, or late money, as paid. */
export async function POST(req: AuthenticatedMedusaRequest<ReasonBody>, res: MedusaResponse): Promise<void> {
  const { reason } = req.validatedBody;
  const input = { payment_id: String(req.params.id), reason, actor: adminActor(req) };
  const { result: payment } = await acceptPaymentWorkflow(req.scope).run({ input });
  res.json({ payment });
}
