import { z } from "@medusajs/framework/zod";

export const claimBody = z.strictObject({ destination: z.string().trim().min(1).max(200) });
export type ClaimBody = z.infer<typeof claimBody>;
