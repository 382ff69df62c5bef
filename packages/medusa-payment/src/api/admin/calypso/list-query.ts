import { z } from "@medusajs/framework/zod";

const search = z.object({
  /** Part of an id, an address or a transaction, or an order's number. */
  q: z.string().trim().max(200).optional(),
  currency: z.string().optional(),
  created_from: z.coerce.date().optional(),
  created_to: z.coerce.date().optional(),
});

export type SearchQuery = z.infer<typeof search>;

/** The part of a query that all of Admin's lists share: search and page. */
export const listQuery = search.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});
