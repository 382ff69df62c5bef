import { z } from "@medusajs/framework/zod";
import { decimalString } from "../../../../options/option-values";
import { listQuery } from "../list-query";

export const listRefundsQuery = listQuery.extend({
  payment_id: z.string().optional(),
  order_id: z.string().optional(),
  state: z.string().optional(),
});
export type ListRefundsQuery = z.infer<typeof listRefundsQuery>;

const amount = decimalString;

export const requestRefundBody = z
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
export type RequestRefundBody = z.infer<typeof requestRefundBody>;

export const destinationBody = z.strictObject({
  destination: z.string().trim().min(1),
  currency: z.string().min(1).optional(),
});
export type DestinationBody = z.infer<typeof destinationBody>;

export const massPayoutBody = z.strictObject({ ids: z.array(z.string().min(1)).min(1).max(1_000) });
export type MassPayoutBody = z.infer<typeof massPayoutBody>;
