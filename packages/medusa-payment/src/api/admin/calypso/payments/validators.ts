import { z } from "@medusajs/framework/zod";

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
};

export const listPaymentsSchema = z.object({
  order_id: z.string().optional(),
  session_id: z.string().optional(),
  attention: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  ...page,
});
export type listPaymentsQuery = z.infer<typeof listPaymentsSchema>;

export const listRefundsSchema = z.object({
  payment_id: z.string().optional(),
  order_id: z.string().optional(),
  ...page,
});
export type listRefundsQuery = z.infer<typeof listRefundsSchema>;

const amount = z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal string such as 12.50");

export const requestRefundSchema = z.strictObject({
  amount,
  destination: z.string().trim().min(1).optional(),
  currency: z.string().min(1).optional(),
  basis: z.enum(["fiat", "crypto"]),
  note: z.string().max(1_000).optional(),
});
export type requestRefundBody = z.infer<typeof requestRefundSchema>;

const reason = z.string().trim().min(3, "must say why").max(1_000);

export const reasonSchema = z.strictObject({ reason });
export type reasonBody = z.infer<typeof reasonSchema>;

export const attachSchema = z.strictObject({ reason, order_id: z.string().min(1).optional() });
export type attachBody = z.infer<typeof attachSchema>;
