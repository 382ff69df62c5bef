import { findCurrency } from "@calypso-commerce/core/currencies";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { checkedAddress } from "../../addresses/check-refund-address";
import { LEDGER } from "../../modules/ledger/key";
import type { ClaimRow, RefundRow } from "../../modules/ledger/types";
import { waitingState } from "../approval/waiting-state";
import { emitRefundEvent } from "../events";
import { tryPayout } from "../payout/try-payout";
import { tokenDigest } from "./claim-token";

/** What the shopper sees of a claim. Nothing else leaves the server. */
export interface PublicClaim {
  status: "open" | "used" | "expired" | "revoked";
  /** How far the refund is. */
  state: RefundRow["state"];
  amount: string;
  /** Upper case, as in EUR. */
  currency_code: string;
  crypto_currency: string;
  crypto_name: string | null;
  network: string | null;
  token_standard: string | null;
  expires_at: string;
}

/** @throws MedusaError for a token that nobody made */
export async function readClaim(container: MedusaContainer, token: string): Promise<PublicClaim> {
  const { claim, refund } = await findClaim(container, token);
  return toPublicClaim(claim, refund);
}

/**
 * The shopper says where the refund goes. A link works once, and only while it is open.
 *
 * @throws MedusaError for a link that is over, or an address that is refused: then it stays open
 */
export async function claimRefund(container: MedusaContainer, token: string, address: string): Promise<PublicClaim> {
  const ledger = container.resolve(LEDGER);
  const { claim, refund } = await findClaim(container, token);
  const status = statusOf(claim, refund);
  if (status !== "open") {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, `Calypso: this link is ${status}; ask the shop for a new one`);
  }
  const destination = await checkedAddress(ledger, refund.crypto_currency, address);
  const given = { destination, destination_by: "shopper" };
  const state = waitingState({ ...refund, ...given }, ledger.settings.refunds);
  const claimed = await ledger.claims.consume(claim.id, refund.id, { ...given, state });
  if (!claimed) {
    throw new MedusaError(MedusaError.Types.CONFLICT, "Calypso: the refund has an address already; ask the shop");
  }
  await emitRefundEvent(container, "claimed", claimed, {});
  // The address is in; whatever keeps the payout, the job tries again and the admin sees why.
  const now = state === "ready" ? await tryPayout(container, claimed, "shopper") : claimed;
  return toPublicClaim({ ...claim, used_at: new Date() }, now);
}

async function findClaim(container: MedusaContainer, token: string) {
  const ledger = container.resolve(LEDGER);
  const claim = await ledger.claims.find(tokenDigest(token));
  const refund = claim && (await ledger.refunds.find(claim.refund_id));
  if (claim && refund) return { claim, refund };
  throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: there is no such link; check that it is complete");
}

function statusOf({ used_at, revoked_at, expires_at }: ClaimRow, refund: RefundRow): PublicClaim["status"] {
  if (used_at) return "used";
  if (revoked_at || refund.reversing_at || refund.state !== "awaiting_destination") return "revoked";
  return expires_at.getTime() <= Date.now() ? "expired" : "open";
}

function toPublicClaim(claim: ClaimRow, refund: RefundRow): PublicClaim {
  const code = String(refund.crypto_currency);
  const currency = findCurrency(code);
  return {
    status: statusOf(claim, refund),
    state: refund.state,
    amount: refund.amount,
    currency_code: refund.currency_code.toUpperCase(),
    crypto_currency: code,
    crypto_name: currency?.displayName ?? null,
    network: currency?.networkName ?? null,
    token_standard: currency?.tokenStandard ?? null,
    expires_at: claim.expires_at.toISOString(),
  };
}
