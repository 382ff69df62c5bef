import { type ObjectKey, objectKeySchema } from "../schema/invoice.ts";
import { type CreatePayout, createPayoutSchema, type Payout, payoutSchema } from "../schema/payout.ts";
import { operation } from "./operation.ts";

/** Source: API reference, "Payout API". */
export const payout = {
  /** Reads a payout by its id or idempotency key. Source: "Get specific Payout". */
  get: operation<ObjectKey, Payout>({
    method: "POST",
    path: "/api/v1/payout",
    effect: "read",
    request: objectKeySchema,
    response: payoutSchema,
  }),

  /** Pays out to an address. It starts as CONFIRMED: there is no undo. Source: "New Payout". */
  create: operation<CreatePayout, Payout>({
    method: "POST",
    path: "/api/v1/payout/create",
    effect: "keyed",
    request: createPayoutSchema,
    response: payoutSchema,
  }),
};
