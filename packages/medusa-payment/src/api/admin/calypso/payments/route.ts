import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { searchFilters, withOrderNumbers } from "../../../../api-support/search-filters";
import { LEDGER } from "../../../../modules/ledger/key";
import type { listPaymentsQuery } from "./validators";

const SEARCHED = ["id", "order_id", "session_id", "cart_id", "vendor_id", "address", "sender_address"];

/** The ledger's payments, newest first; with `attention=true` those that a person must look at. */
export async function GET(req: MedusaRequest<unknown>, res: MedusaResponse): Promise<void> {
  const { order_id, session_id, outcome, attention, attention_reason, limit, offset, ...search } =
    req.validatedQuery as unknown as listPaymentsQuery;
  const needsSomebody = attention || attention_reason !== undefined;
  const filters = {
    // An invoice that was opened from a widget is listed by itself only where its money needs somebody.
    ...(needsSomebody ? {} : { parent_id: null }),
    ...(order_id ? { order_id } : {}),
    ...(session_id ? { session_id } : {}),
    ...(outcome ? { outcome } : {}),
    ...(needsSomebody ? { attention: attention_reason ?? { $ne: null } } : {}),
    ...(await searchFilters(req.scope, search, SEARCHED)),
  };
  const config = { take: limit, skip: offset, order: { created_at: "DESC" as const } };
  const [rows, count] = await req.scope.resolve(LEDGER).listAndCountLedgerPayments(filters, config);
  const payments = await withOrderNumbers(req.scope, rows);
  res.json({ payments, count, limit, offset });
}
