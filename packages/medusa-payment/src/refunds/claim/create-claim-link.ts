import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, ClaimRow } from "../../modules/ledger/types";
import { emitRefundEvent } from "../events";
import { getRefund, refused } from "../get-refund";
import { newClaimToken, tokenDigest } from "./claim-token";

const DAY_MS = 24 * 60 * 60_000;

export interface ClaimLink {
  claim: Pick<ClaimRow, "id" | "expires_at">;
  /** For the shopper's eyes alone. It is shown here and in the event, and kept nowhere. */
  url: string;
}

/**
 * Makes the link by which the shopper says where a refund goes. An earlier link of the refund ends: to send one again is to make
 * a new one.
 *
 * @throws MedusaError where no page for claims is set up, or the refund waits for no address
 */
export async function createClaimLink(container: MedusaContainer, refundId: string, actor: Actor): Promise<ClaimLink> {
  const ledger = container.resolve(LEDGER);
  const { claimUrl, claimDays } = ledger.settings.refunds;
  if (!claimUrl) throw refused('there is no page for claims: set the option "refunds.claimUrl"');
  const refund = await getRefund(ledger, refundId);
  if (refund.state !== "awaiting_destination") {
    throw refused(`the refund is ${refund.state.replace("_", " ")}, it needs no address from the shopper`);
  }
  if (!refund.crypto_currency) throw refused("say first in which currency the refund is to be paid out");
  const token = newClaimToken();
  const claim = await ledger.claims.open(
    {
      refund_id: refund.id,
      token_digest: tokenDigest(token),
      expires_at: new Date(Date.now() + claimDays * DAY_MS),
      created_by: actor,
    },
    actor,
  );
  const url = claimUrl.replace("{token}", token);
  const claim_expires_at = claim.expires_at.toISOString();
  await emitRefundEvent(container, "requested", refund, { claim_url: url, claim_expires_at });
  return { claim: { id: claim.id, expires_at: claim.expires_at }, url };
}

/** Ends the open links of a refund. @returns how many there were */
export async function revokeClaimLinks(container: MedusaContainer, refundId: string, actor: Actor): Promise<number> {
  const ledger = container.resolve(LEDGER);
  await getRefund(ledger, refundId);
  return ledger.claims.revoke(refundId, actor);
}
