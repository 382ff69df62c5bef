import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { listAllCurrencies } from "../../../../currencies/list-currencies";
import { LEDGER } from "../../../../modules/ledger/key";

/** The currencies that refunds can be paid in, with network and token standard. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ currencies: await listAllCurrencies(req.scope.resolve(LEDGER).settings) });
}
