import type { Payout, Withdrawal } from "../store/entities.ts";
import { webhookDate } from "../wire/dates.ts";
import type { EventType } from "./event-types.ts";
import type { VendorEvent } from "./vendor-event.ts";

function ofPayout(
  payout: Payout,
  type: EventType,
  level: VendorEvent["level"],
  data: Record<string, unknown>,
): VendorEvent {
  return {
    type,
    service: "PAYOUT",
    level,
    subject: payout.id,
    data: {
      ...data,
      type,
      currency: payout.currency,
      createdDate: webhookDate(payout.createdAtMs),
      idempotencyKey: payout.idempotencyKey,
      parentExternalId: payout.id,
    },
  };
}

/** The vendor's payout events. */
export const payoutEvents = {
  confirmed: (payout: Payout): VendorEvent => ofPayout(payout, "PAYOUT_CONFIRMED", "SUCCESS", { approved: [] }),

  /** The envelope of the vendor's sample has no `eventType`. */
  changedState: (payout: Payout, transactionHash: string | null): VendorEvent => ({
    ...ofPayout(payout, "PAYOUT_CHANGE_STATUS", payout.state === "FAILED" ? "WARNING" : "SUCCESS", {
      hash: transactionHash,
      payoutStatus: payout.state,
    }),
    without: ["eventType"],
  }),

  validationError: (payout: Payout, withdrawal: Withdrawal, status: string, message: string): VendorEvent =>
    ofPayout(payout, "PAYOUT_VALIDATION_ERROR", "WARNING", {
      message,
      externalId: payout.externalId,
      dealWithdrawalId: withdrawal.id,
      validationStatus: status,
    }),
};
