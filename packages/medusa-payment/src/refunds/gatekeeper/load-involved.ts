import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "../../modules/ledger/key";
import type { RefundRow } from "../../modules/ledger/types";
import type { PayoutApproval, PayoutFacts } from "./payout-decision";

/** Action in a refund's audit trail: an admin opened its claim link while signed in. */
export const CLAIM_OPENED_BY_ADMIN = "claim.opened_by_admin";

const KEY_PREFIX = "apk_";
/** A key can create keys; each knows only its own creator. */
const MAX_KEYS_IN_A_ROW = 10;

type Involved = Pick<PayoutFacts, "requesters" | "addressGivers" | "linkHolders">;

/** Who has a part in a refund, other than its approver. */
export async function loadInvolved(container: MedusaContainer, refund: RefundRow): Promise<Involved> {
  const ledger = container.resolve(LEDGER);
  const [claims, openings] = await Promise.all([
    ledger.listLedgerClaims({ refund_id: refund.id }),
    ledger.listLedgerAuditEntries({ subject_id: refund.id, action: CLAIM_OPENED_BY_ADMIN }),
  ]);
  const holders = [...claims.map(({ created_by }) => created_by), ...openings.map(({ actor }) => actor)];
  const [requesters, addressGivers, linkHolders] = await Promise.all([
    personsBehind(container, refund.requested_by),
    personsBehind(container, adminIn(refund.destination_by)),
    Promise.all(holders.map((actor) => personsBehind(container, adminIn(actor)))),
  ]);
  return { requesters, addressGivers, linkHolders: linkHolders.flat() };
}

/** A refund's approval, or the one that an admin is about to give. */
export async function loadApproval(
  container: MedusaContainer,
  refund: Pick<RefundRow, "id" | "approved_at" | "approved_by">,
): Promise<PayoutApproval | undefined> {
  if (!refund.approved_at || !refund.approved_by) return undefined;
  const entries = await container
    .resolve(LEDGER)
    .listLedgerAuditEntries(
      { subject_id: refund.id, action: "refund.approved" },
      { order: { created_at: "DESC" }, take: 1 },
    );
  const destination = (entries[0]?.data as { destination?: string } | null | undefined)?.destination;
  return approvalBy(container, refund.approved_by, destination);
}

export async function approvalBy(
  container: MedusaContainer,
  approver: string,
  destination: string | undefined,
): Promise<PayoutApproval> {
  const approvers = await personsBehind(container, approver);
  return { approvers, isKey: approver.startsWith(KEY_PREFIX), destination };
}

function adminIn(actor: string | null): string | null {
  return actor?.startsWith("admin:") ? actor.slice("admin:".length) : null;
}

/** A person's id alone; a key's together with those of who created it. */
async function personsBehind(container: MedusaContainer, id: string | null): Promise<string[]> {
  const persons: string[] = [];
  const keys = container.resolve(Modules.API_KEY);
  for (let next = id; next && persons.length < MAX_KEYS_IN_A_ROW; ) {
    persons.push(next);
    if (!next.startsWith(KEY_PREFIX)) break;
    const [key] = await keys.listApiKeys({ id: next }, { withDeleted: true });
    next = key?.created_by ?? null;
  }
  return persons;
}
