import type { MedusaContainer } from "@medusajs/framework/types";
import { checkedAddress } from "../../addresses/check-refund-address";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { waitingState } from "../approval/waiting-state";
import { getRefund, refused } from "../get-refund";
import { isTerminalFailure } from "../payout/is-terminal-failure";
import { tryPayout } from "../payout/try-payout";
import { withRefund } from "../with-refund";

export interface Destination {
  destination: string;
  /** @default the refund's, which is the one that was paid in */
  currency?: string | undefined;
}

const OPEN: RefundRow["state"][] = ["awaiting_destination", "awaiting_approval", "ready", "failed", "canceled"];

/**
 * Says where a refund's money goes, or corrects it. An approval that was given for another address is void.
 *
 * @returns the refund; paid out at once if nothing else has to be waited for
 * @throws MedusaError for an address that is refused, or a refund whose payout may be on its way
 */
export async function setDestination(
  container: MedusaContainer,
  refundId: string,
  given: Destination,
  actor: Actor,
): Promise<RefundRow> {
  const refund = await withRefund(container, refundId, () => changeDestination(container, refundId, given, actor));
  return refund.state === "ready" ? tryPayout(container, refund, actor) : refund;
}

async function changeDestination(container: MedusaContainer, refundId: string, given: Destination, actor: Actor) {
  const ledger = container.resolve(LEDGER);
  const refund = await getRefund(ledger, refundId);
  const last = (await ledger.payouts.listByRefund(refundId)).at(-1);
  // One that was refused has moved nothing; any other that isn't dead may.
  const mayMove = last && !isTerminalFailure(last) && last.outcome !== "pending";
  if (!OPEN.includes(refund.state) || mayMove || refund.reversing_at) {
    throw refused(`the refund is ${refund.state.replace("_", " ")}, its address can't be changed any more`);
  }
  const crypto_currency = given.currency ?? refund.crypto_currency;
  const destination = await checkedAddress(ledger, crypto_currency, given.destination);
  if (refund.basis !== "fiat" && crypto_currency !== refund.crypto_currency) {
    throw refused(`the refund is an amount of ${refund.crypto_currency}, it can't be paid out in another currency`);
  }
  const now = {
    destination,
    destination_by: actor,
    crypto_currency,
    approved_at: null,
    approved_by: null,
    error: null,
  };
  const state = waitingState({ ...refund, ...now }, ledger.settings.refunds);
  const audit = { actor, action: "refund.destination", from_state: refund.state, to_state: state };
  const changed = await ledger.refunds.changeOpen(refundId, { ...now, state }, audit, [refund.state]);
  if (!changed) throw refused("somebody else changed the refund just now; look again");
  return changed;
}
