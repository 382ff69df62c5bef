import type { PaymentSessionStatus } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { CalypsoSettings } from "../../options/calypso-options";

const STATUS: Record<string, Record<CalypsoSettings["payments"]["placeOrderOn"], PaymentSessionStatus>> = {
  waiting: { detected: "pending", settled: "pending" },
  detected: { detected: "pending_authorization", settled: "pending" },
  held: { detected: "pending_authorization", settled: "pending" },
  // Somebody must release the money first; until then a cart is not completed as if it were paid.
  intervention: { detected: "pending", settled: "pending" },
  underpaid: { detected: "requires_more", settled: "requires_more" },
  // Settled once it is accepted, by policy or by an admin.
  overpaid: { detected: "pending_authorization", settled: "pending" },
  // Not captured: settling captures, so that Medusa emits all of its events and writes all of its transactions.
  settled: { detected: "authorized", settled: "authorized" },
  expired: { detected: "canceled", settled: "canceled" },
  expired_partial: { detected: "canceled", settled: "canceled" },
  late: { detected: "canceled", settled: "canceled" },
  declined: { detected: "error", settled: "error" },
  mismatch: { detected: "error", settled: "error" },
};

/** The Medusa status of a session, by the outcome of its last signed read. @throws MedusaError for an unknown outcome */
export function sessionStatus(
  outcome: string,
  placeOrderOn: CalypsoSettings["payments"]["placeOrderOn"],
): PaymentSessionStatus {
  const status = STATUS[outcome]?.[placeOrderOn];
  if (status) return status;
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Calypso: the outcome "${outcome}" is unknown to this version`,
  );
}
