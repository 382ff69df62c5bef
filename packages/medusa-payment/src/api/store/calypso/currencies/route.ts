import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { listCurrencies } from "../../../../currencies/list-currencies";
import { LEDGER } from "../../../../modules/ledger/key";

/** What the shopper may pay with. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ currencies: await listCurrencies(req.scope.resolve(LEDGER).settings) });
}
