import type { PaymentSessionStatus } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { CalypsoSettings } from "../../options/calypso-options";

const STATUS: Record<string, Record<CalypsoSettings["payments"]["placeOrderOn"], PaymentSessionStatus>> = {
  waiting: { detected: "pending", settled: "pending" },
  detected: { detected: "pending_authorization", settled: "pending" },
  held: { detected: "pending_authorization", settled: "pending" },
  underpaid: { detected: "requires_more", settled: "requires_more" },
  // Taken by policy or by an admin first, then it is settled.
  overpaid: { detected: "pending_authorization", settled: "pending" },
  // Authorized, not captured: the settle workflow captures, so that Medusa's events and transactions are all written.
  settled: { detected: "authorized", settled: "authorized" },
  expired: { detected: "canceled", settled: "canceled" },
  late: { detected: "canceled", settled: "canceled" },
  declined: { detected: "error", settled: "error" },
  mismatch: { detected: "error", settled: "error" },
};

/** What Medusa is told about a session, by the outcome of the last signed read. @throws MedusaError for an unknown one */
export function sessionStatus(
  outcome: string,
  placeOrderOn: CalypsoSettings["payments"]["placeOrderOn"],
): PaymentSessionStatus {
  const status = STATUS[outcome]?.[placeOrderOn];
  if (status) return status;
  throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `Calypso: nothing is known about the outcome "${outcome}"`);
}
