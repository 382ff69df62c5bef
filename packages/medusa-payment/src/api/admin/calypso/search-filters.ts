import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { SearchQuery } from "./list-query";

/**
 * An admin's search as filters of a ledger list. A number, with or without #, also finds the order of that number; a currency is a
 * crypto or a fiat code.
 */
export async function searchFilters(
  container: MedusaContainer,
  search: SearchQuery,
  columns: string[],
): Promise<object> {
  const { q, currency, created_from, created_to } = search;
  const all: object[] = [];
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
    const orders = await ordersOfNumber(container, q);
    const by = columns.map((column) => ({ [column]: { $ilike: pattern } }));
    all.push({ $or: [...by, ...(orders.length > 0 ? [{ order_id: { $in: orders } }] : [])] });
  }
  if (currency) all.push({ $or: [{ crypto_currency: currency }, { currency_code: currency.toLowerCase() }] });
  if (created_from) all.push({ created_at: { $gte: created_from } });
  if (created_to) all.push({ created_at: { $lt: created_to } });
  return all.length > 0 ? { $and: all } : {};
}

async function ordersOfNumber(container: MedusaContainer, q: string): Promise<string[]> {
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  if (!number) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const filters = { display_id: Number(number) } as object;
  const { data } = await query.graph({ entity: "order", fields: ["id"], filters });
  return data.map(({ id }) => id);
}
