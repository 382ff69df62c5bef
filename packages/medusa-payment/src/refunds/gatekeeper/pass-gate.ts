import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { RefundRow } from "../../modules/ledger/types";
import { loadApproval, loadInvolved } from "./load-involved";
import { type PayoutRefusal, type PayoutSums, payoutRefusal } from "./payout-decision";

/** A refund that may not be paid out now. */
export interface RefusedPayout {
  refund: RefundRow;
  refusal: PayoutRefusal;
  sums: PayoutSums;
}

/**
 * Decides on refunds that are about to be paid out, all or none, and counts them against the limits if they may be. Across instances
 * one decision is made at a time, so that refunds sent side by side can't exceed a limit together.
 *
 * @returns the first that is refused, or undefined if all may be paid out
 */
export async function passGate(
  container: MedusaContainer,
  refunds: readonly RefundRow[],
): Promise<RefusedPayout | undefined> {
  const ledger = container.resolve(LEDGER);
  const people = new Map(
    await Promise.all(
      refunds.map(async (refund) => {
        const [involved, approval] = await Promise.all([
          loadInvolved(container, refund),
          loadApproval(container, refund),
        ]);
        return [refund.id, { ...involved, approval }] as const;
      }),
    ),
  );
  return ledger.refunds.countIfAllowed(refunds, (refund, sums) => {
    const { amount, currency_code, destination } = refund;
    const known = people.get(refund.id);
    if (!known) throw new Error(`refund ${refund.id} isn't among those that are paid out`);
    return payoutRefusal({ amount, currency_code, destination, ...known, sums }, ledger.settings.refunds);
  });
}
