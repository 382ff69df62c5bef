import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { LEDGER } from "../../../../modules/ledger/key";
import { withOrderNumbers } from "../order-numbers";
import { searchFilters } from "../search-filters";
import type { ListPaymentsQuery } from "./validators";

const SEARCHED = ["id", "order_id", "session_id", "cart_id", "vendor_id", "address", "sender_address"];

/** The ledger's payments, newest first; with `attention=true` only those that need a person. */
export async function GET(req: MedusaRequest<unknown, ListPaymentsQuery>, res: MedusaResponse): Promise<void> {
  const { order_id, session_id, outcome, attention, attention_reason, limit, offset, ...search } = req.validatedQuery;
  const needsAttention = attention || attention_reason !== undefined;
  const filters = {
    // A widget's invoices are listed by themselves only if they need attention.
    ...(needsAttention ? {} : { parent_id: null }),
    ...(order_id ? { order_id } : {}),
    ...(session_id ? { session_id } : {}),
    ...(outcome ? { outcome } : {}),
    ...(needsAttention ? { attention: attention_reason ?? { $ne: null } } : {}),
    ...(await searchFilters(req.scope, search, SEARCHED)),
  };
  const config = { take: limit, skip: offset, order: { created_at: "DESC" as const } };
  const [rows, count] = await req.scope.resolve(LEDGER).listAndCountLedgerPayments(filters, config);
  const payments = await withOrderNumbers(req.scope, rows);
  res.json({ payments, count, limit, offset });
}
