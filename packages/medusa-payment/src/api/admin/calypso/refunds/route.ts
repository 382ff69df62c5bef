import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../modules/ledger/key";
import type { RefundRow } from "../../../../modules/ledger/types";
import type { listRefundsQuery } from "../payments/validators";

export async function GET(req: MedusaRequest<unknown>, res: MedusaResponse): Promise<void> {
  const { payment_id, order_id, state, limit, offset } = req.validatedQuery as unknown as listRefundsQuery;
  const filters = {
    ...(payment_id ? { payment_id } : {}),
    ...(order_id ? { order_id } : {}),
    ...(state ? { state: state as RefundRow["state"] } : {}),
  };
  const config = { take: limit, skip: offset, order: { created_at: "DESC" as const } };
  const [refunds, count] = await req.scope.resolve(LEDGER).listAndCountLedgerRefunds(filters, config);
  res.json({ refunds, count, limit, offset });
}
