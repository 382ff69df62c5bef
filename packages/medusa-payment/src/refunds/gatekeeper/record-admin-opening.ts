import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor } from "../../modules/ledger/types";
import { tokenDigest } from "../claim/claim-token";
import { CLAIM_OPENED_BY_ADMIN } from "./load-involved";

/** Records that a claim link was opened or used from a browser in which an admin is signed in: that admin can't approve the refund. */
export async function recordAdminOpening(container: MedusaContainer, token: string, session: unknown): Promise<void> {
  const { actor_id, actor_type } = (session as { auth_context?: Record<string, unknown> })?.auth_context ?? {};
  if (actor_type !== "user" || typeof actor_id !== "string") return;
  const ledger = container.resolve(LEDGER);
  const claim = await ledger.claims.find(tokenDigest(token));
  if (!claim) return;
  const actor: Actor = `admin:${actor_id}`;
  const entry = { subject_id: claim.refund_id, actor, action: CLAIM_OPENED_BY_ADMIN };
  const [known] = await ledger.listLedgerAuditEntries(entry, { take: 1 });
  if (!known) await ledger.audit.write({ ...entry, data: { claim: claim.id } });
}
