import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

interface Search {
  q?: string | undefined;
  currency?: string | undefined;
  created_from?: Date | undefined;
  created_to?: Date | undefined;
}

/**
 * What an admin typed and chose, as filters of a ledger's list. A number, with or without #, also finds the order of that number;
 * a currency is a cryptocurrency's code or a fiat one.
 */
export async function searchFilters(container: MedusaContainer, search: Search, columns: string[]): Promise<object> {
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

/** Gives rows the number of their order, as people know it. */
export async function withOrderNumbers<Row extends { order_id: string | null }>(
  container: MedusaContainer,
  rows: Row[],
): Promise<(Row & { order_display_id: number | null })[]> {
  const ids = [...new Set(rows.flatMap(({ order_id }) => order_id ?? []))];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } =
    ids.length > 0
      ? await query.graph({ entity: "order", fields: ["id", "display_id"], filters: { id: ids } })
      : { data: [] };
  const numbers = new Map(data.map(({ id, display_id }) => [id, display_id]));
  return rows.map((row) => ({ ...row, order_display_id: (row.order_id && numbers.get(row.order_id)) || null }));
}
