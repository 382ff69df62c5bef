import type { PayoutRow } from "../../modules/ledger/types";

/** Neither failed nor cancelled attempts can move money any more; only after a signed read has said so is there another. */
export function isTerminalFailure({ outcome }: Pick<PayoutRow, "outcome">): boolean {
  return outcome === "failed" || outcome === "canceled";
}
