import { z } from "@medusajs/framework/zod";

/** A storefront that doesn't know its region sends nothing or a blank. */
const text = z.string().min(1).optional().catch(undefined);

export const currenciesQuery = z.object({ region_id: text, currency_code: text });
export type CurrenciesQuery = z.infer<typeof currenciesQuery>;
