import { z } from "@medusajs/framework/zod";

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
};

const search = {
  /** Part of an id, an address or a transaction, or an order's number. */
  q: z.string().trim().max(200).optional(),
  currency: z.string().optional(),
  created_from: z.coerce.date().optional(),
  created_to: z.coerce.date().optional(),
};

export const listPaymentsSchema = z.object({
  order_id: z.string().optional(),
  session_id: z.string().optional(),
  outcome: z.string().optional(),
  attention: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  attention_reason: z.string().optional(),
  ...search,
  ...page,
});
export type listPaymentsQuery = z.infer<typeof listPaymentsSchema>;

export const listRefundsSchema = z.object({
  payment_id: z.string().optional(),
  order_id: z.string().optional(),
  state: z.string().optional(),
  ...search,
  ...page,
});
export type listRefundsQuery = z.infer<typeof listRefundsSchema>;

const amount = z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal string such as 12.50");

export const requestRefundSchema = z
  .strictObject({
    amount,
    part: z.enum(["captured", "unclaimed"]).optional(),
    destination: z.string().trim().min(1).optional(),
    currency: z.string().min(1).optional(),
    basis: z.enum(["fiat", "crypto", "custom"]),
    crypto_amount: amount.optional(),
    fee_payer: z.enum(["merchant", "shopper"]).optional(),
    execution_date: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional(),
    note: z.string().max(1_000).optional(),
  })
  .refine(
    ({ basis, crypto_amount }) => (basis === "custom") === (crypto_amount !== undefined),
    "crypto_amount goes with the basis custom, and only with it",
  );
export type requestRefundBody = z.infer<typeof requestRefundSchema>;

export const destinationSchema = z.strictObject({
  destination: z.string().trim().min(1),
  currency: z.string().min(1).optional(),
});
export type destinationBody = z.infer<typeof destinationSchema>;

export const massPayoutSchema = z.strictObject({ ids: z.array(z.string().min(1)).min(1).max(1_000) });
export type massPayoutBody = z.infer<typeof massPayoutSchema>;

export const claimSchema = z.strictObject({ destination: z.string().trim().min(1).max(200) });
export type claimBody = z.infer<typeof claimSchema>;

const reason = z.string().trim().min(3, "must say why").max(1_000);

export const reasonSchema = z.strictObject({ reason });
export type reasonBody = z.infer<typeof reasonSchema>;

export const attachSchema = z.strictObject({ reason, order_id: z.string().min(1).optional() });
export type attachBody = z.infer<typeof attachSchema>;
