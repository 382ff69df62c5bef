import type { InferTypeOf } from "@medusajs/framework/types";
import type LedgerClaim from "./models/claim";
import type LedgerDelivery from "./models/delivery";
import type LedgerJob from "./models/job";
import type LedgerPayment from "./models/payment";
import type LedgerPayout from "./models/payout";
import type LedgerPayoutBatch from "./models/payout-batch";
import type LedgerRefund from "./models/refund";

export type PaymentRow = InferTypeOf<typeof LedgerPayment>;
export type DeliveryRow = InferTypeOf<typeof LedgerDelivery>;
export type JobRow = InferTypeOf<typeof LedgerJob>;
export type RefundRow = InferTypeOf<typeof LedgerRefund>;
export type ClaimRow = InferTypeOf<typeof LedgerClaim>;
export type BatchRow = InferTypeOf<typeof LedgerPayoutBatch>;
export type PayoutRow = InferTypeOf<typeof LedgerPayout>;

/** Who or what acts. Recorded with every change of state. */
export type Actor = "webhook" | "job" | "shopper" | "checkout" | "medusa" | `admin:${string}`;

/**
 * Why a person must look at a payment.
 *
 * `late`: the whole amount after the expiry. `expired_partial`: part of it, and then the invoice expired. `intervention`: the amount is
 * right, but the merchant must release it. `superseded`: money for a deleted session, and no other session of its cart has the same
 * amount. `duplicate`: a second invoice of a cart was paid. `canceled`: money for a payment or order that was cancelled.
 * `underpaid`, `overpaid`: not the exact amount. `mismatch`: amount, currency or account aren't the session's.
 * `cannot_complete`: settled money for which Medusa refuses the order. `declined`: Calypso's compliance refused the money.
 * `expired`: an order was placed for money that was detected and never settled.
 */
export type Attention =
  | "late"
  | "expired_partial"
  | "intervention"
  | "superseded"
  | "duplicate"
  | "canceled"
  | "underpaid"
  | "overpaid"
  | "mismatch"
  | "cannot_complete"
  | "declined"
  | "expired";
