import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { listCurrencies } from "../../../../currencies/list-currencies";
import { LEDGER } from "../../../../modules/ledger/key";
import type { CurrenciesQuery } from "./validators";

/** The currencies that the shopper may pay with, in a region or fiat currency. */
export async function GET(req: MedusaRequest<unknown, CurrenciesQuery>, res: MedusaResponse): Promise<void> {
  const { region_id: regionId, currency_code: currencyCode } = req.validatedQuery;
  const { settings } = req.scope.resolve(LEDGER);
  res.json({ currencies: await listCurrencies(settings, { regionId, currencyCode }) });
}
