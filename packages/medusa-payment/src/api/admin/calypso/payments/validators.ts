import { z } from "@medusajs/framework/zod";
import { decimalString } from "../../../../options/option-values";
import { listQuery } from "../list-query";

export const listPaymentsQuery = listQuery.extend({
  order_id: z.string().optional(),
  session_id: z.string().optional(),
  outcome: z.string().optional(),
  attention: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
  attention_reason: z.string().optional(),
});
export type ListPaymentsQuery = z.infer<typeof listPaymentsQuery>;

export const reasonBody = z.strictObject({ reason: z.string().trim().min(3, "must say why").max(1_000) });
export type ReasonBody = z.infer<typeof reasonBody>;

export const acceptBody = reasonBody.extend({ amount: decimalString.optional() });
export type AcceptBody = z.infer<typeof acceptBody>;

export const attachBody = reasonBody.extend({ order_id: z.string().min(1).optional() });
export type AttachBody = z.infer<typeof attachBody>;
