import { describe, expect, it } from "vitest";
import { withdrawalStates } from "../../src/operations/payouts/payout-schemas.ts";
import { massPayoutOutcome } from "../../src/outcomes/mass-payout-outcome.ts";
import { withdrawalOutcome } from "../../src/outcomes/withdrawal-outcome.ts";

describe("massPayoutOutcome", () => {
  const of = (...states: string[]) => states.map((state) => ({ state: state as "DRAFT" }));

  it.each([
    ["CREATION_IN_PROGRESS", [], 2, "in_progress"],
    ["IN_PROGRESS", ["COMPLETED"], 2, "in_progress"],
    ["COMPLETED", ["COMPLETED", "COMPLETED"], 2, "completed"],
    ["COMPLETED", ["COMPLETED", "FAILED"], 2, "partly_completed"],
    ["COMPLETED", ["COMPLETED", "REPLACED"], 2, "partly_completed"],
    ["COMPLETED", ["COMPLETED", "DRAFT"], 2, "in_progress"],
    ["COMPLETED", ["COMPLETED"], 2, "in_progress"],
    ["FAILED", ["FAILED", "FAILED"], 2, "failed"],
    ["FAILED", ["FAILED", "COMPLETED"], 2, "partly_completed"],
    ["FAILED", [], 2, "failed"],
    ["CANCELED", ["CANCELED", "CANCELED"], 2, "canceled"],
  ])("%s with rows %j of %i is %s", (state, states, count, outcome) => {
    const result = massPayoutOutcome({ state: state as "FAILED" }, of(...states), count);
    expect(result).toMatchObject({ outcome, final: outcome !== "in_progress" });
    expect(result.rows.missing).toBe(count - states.length);
  });

  it("knows exactly the documented row states", () => {
    for (const state of withdrawalStates) expect(withdrawalOutcome({ state })).toBeDefined();
    expect(() => withdrawalOutcome({ state: "LOST" as "DRAFT" })).toThrow(
      expect.objectContaining({ code: "unknown_state" }),
    );
  });
});
