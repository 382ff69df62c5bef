import { z } from "@medusajs/framework/zod";

const token = z.string().min(1).max(500);

/** The token travels in the body: a path would be logged. */
export const paymentLinkBody = z.strictObject({ token });

export const paymentLinkSessionBody = z.strictObject({
  token,
  flow: z.enum(["invoice", "widget"]).optional(),
  crypto_currency: z.string().max(50).optional(),
});

export type PaymentLinkBody = z.infer<typeof paymentLinkBody>;
export type PaymentLinkSessionBody = z.infer<typeof paymentLinkSessionBody>;
