import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Adds to each row its order's number as people know it. */
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
