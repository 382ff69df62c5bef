import type { ClaimLink, Refund } from "../api/refund";

/** The claim link that the shopper can use, or could until it expired. */
export function lastClaimLink(refund: Refund): ClaimLink | undefined {
  const link = refund.claim_links.at(-1);
  return link && !link.used_at && !link.revoked_at ? link : undefined;
}

export function isClaimLinkOpen(link: ClaimLink, nowMs: number): boolean {
  return Date.parse(link.expires_at) > nowMs;
}
