import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../modules/ledger/key";
import type { RefundRow } from "../../../../modules/ledger/types";
import { withOrderNumbers } from "../order-numbers";
import { searchFilters } from "../search-filters";
import type { ListRefundsQuery } from "./validators";

const SEARCHED = ["id", "order_id", "payment_id", "refund_id", "destination", "note"];

/** The ledger's refunds, newest first. */
export async function GET(req: MedusaRequest<unknown, ListRefundsQuery>, res: MedusaResponse): Promise<void> {
  const { payment_id, order_id, state, limit, offset, ...search } = req.validatedQuery;
  const filters = {
    ...(payment_id ? { payment_id } : {}),
    ...(order_id ? { order_id } : {}),
    ...(state ? { state: state as RefundRow["state"] } : {}),
    ...(await searchFilters(req.scope, search, SEARCHED)),
  };
  const config = { take: limit, skip: offset, order: { created_at: "DESC" as const } };
  const [rows, count] = await req.scope.resolve(LEDGER).listAndCountLedgerRefunds(filters, config);
  const refunds = await withOrderNumbers(req.scope, rows);
  res.json({ refunds, count, limit, offset });
}
