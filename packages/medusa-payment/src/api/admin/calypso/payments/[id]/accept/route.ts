import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { acceptPaymentWorkflow } from "../../../../../../workflows/accept-payment";
import { adminActor } from "../../../../admin-actor";
import type { AcceptBody } from "../../validators";

/** Accepts an under- or overpayment, money of several senders, or late money as paid. */
export async function POST(req: AuthenticatedMedusaRequest<AcceptBody>, res: MedusaResponse): Promise<void> {
  const { reason, amount } = req.validatedBody;
  const input = { payment_id: String(req.params.id), reason, amount, actor: adminActor(req) };
  const { result: payment } = await acceptPaymentWorkflow(req.scope).run({ input });
  res.json({ payment });
}
