import type { MedusaContainer } from "@medusajs/framework/types";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, RefundRow } from "../../modules/ledger/types";
import { getRefund } from "../get-refund";
import type { RefusedPayout } from "./pass-gate";
import { refusalText } from "./refusal-text";

const HELD: RefundRow["state"][] = ["ready", "submitting", "unknown", "failed", "canceled"];
const FOR_APPROVAL = new Set([
  "approval_missing",
  "approval_not_independent",
  "approval_by_key",
  "approval_of_other_address",
]);

/** Records why a payout was refused. One that lacks an approval waits for it; any other stays ready, and the job tries again. */
export async function holdRefused(
  container: MedusaContainer,
  { refund, refusal, sums }: RefusedPayout,
  actor: Actor,
): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const error = refusalText(refusal, refund, ledger.settings.refunds, sums);
  const waits = FOR_APPROVAL.has(refusal);
  const state = waits ? ("awaiting_approval" as const) : ("ready" as const);
  const audit = {
    actor,
    action: "refund.held",
    from_state: refund.state,
    to_state: state,
    reason: error,
    data: { code: refusal },
  };
  const changes = { state, error, ...(waits ? { approved_at: null, approved_by: null } : {}) };
  // The job tries again and again; the trail keeps the first refusal of each kind.
  const entry = refund.error === error && refund.state === state ? undefined : audit;
  return (await ledger.refunds.changeOpen(refund.id, changes, entry, HELD)) ?? getRefund(ledger, refund.id);
}
