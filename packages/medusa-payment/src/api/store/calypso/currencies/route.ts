import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { Market } from "../../../../currencies/is-offered";
import { listCurrencies } from "../../../../currencies/list-currencies";
import { LEDGER } from "../../../../modules/ledger/key";

/** What the shopper may pay with; `region_id` and `currency_code` narrow it down to what the merchant offers there. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { region_id, currency_code } = req.query as Record<string, unknown>;
  const market: Market = { regionId: text(region_id), currencyCode: text(currency_code) };
  res.json({ currencies: await listCurrencies(req.scope.resolve(LEDGER).settings, market) });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
