import { CalypsoStateError } from "../errors.ts";
import type { Withdrawal } from "../operations/payouts/payout-schemas.ts";
import { describe } from "./invoice-outcome.ts";

/** `replaced`: another transaction took its place. It is final, and no reason to pay again. */
export type WithdrawalOutcomeName = "in_progress" | "completed" | "failed" | "canceled" | "replaced";

/**
 * What the state of a withdrawal, one row of a mass payout, means. Pure and total; an unknown state is an error.
 *
 * @throws {CalypsoStateError} code `unknown_state`.
 */
export function withdrawalOutcome({ state }: Pick<Withdrawal, "state">): WithdrawalOutcomeName {
  switch (state) {
    case "DRAFT":
    case "IN_PROGRESS":
      return "in_progress";
    case "COMPLETED":
      return "completed";
    case "FAILED":
      return "failed";
    case "CANCELED":
      return "canceled";
    case "REPLACED":
      return "replaced";
    default:
      throw new CalypsoStateError(
        `the withdrawal is in a state unknown to this version (${describe(state)}): update the package`,
        { code: "unknown_state" },
      );
  }
}
