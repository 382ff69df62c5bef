import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../modules/ledger/key";
import type { listPaymentsQuery } from "./validators";

/** The ledger's payments, newest first; with `attention=true` those that a person must look at. */
export async function GET(req: MedusaRequest<unknown>, res: MedusaResponse): Promise<void> {
  const { order_id, session_id, attention, limit, offset } = req.validatedQuery as unknown as listPaymentsQuery;
  const filters = {
    // An invoice that was opened from a widget is listed by itself only where its money needs somebody.
    ...(attention ? {} : { parent_id: null }),
    ...(order_id ? { order_id } : {}),
    ...(session_id ? { session_id } : {}),
    ...(attention ? { attention: { $ne: null } } : {}),
  };
  const config = { take: limit, skip: offset, order: { created_at: "DESC" as const } };
  const [payments, count] = await req.scope.resolve(LEDGER).listAndCountLedgerPayments(filters, config);
  res.json({ payments, count, limit, offset });
}
