import { describe, expect, it } from "vitest";
import { payoutStates } from "../../src/operations/payouts/payout-schemas.ts";
import { payoutOutcome } from "../../src/outcomes/payout-outcome.ts";

describe("payoutOutcome", () => {
  it.each([
    ["CREATION_IN_PROGRESS", "in_progress"],
    ["PENDING_CONFIRMATION", "in_progress"],
    ["CONFIRMED", "in_progress"],
    ["IN_PROGRESS", "in_progress"],
    ["COMPLETED", "completed"],
    ["FAILED", "failed"],
    ["CANCELED", "canceled"],
  ] as const)("%s is %s", (state, outcome) => {
    const final = outcome !== "in_progress";
    expect(payoutOutcome({ state })).toMatchObject({ outcome, final, problems: [] });
  });

  it("knows every documented state", () => {
    for (const state of payoutStates) expect(payoutOutcome({ state })).toBeDefined();
  });

  it.each(["CANCELLED", "", "completed", undefined])("refuses the unknown state %j", (state) => {
    expect(() => payoutOutcome({ state: state as "FAILED" })).toThrow(
      expect.objectContaining({ code: "unknown_state", retryable: false }),
    );
  });

  it("lists unresolved problems, each once", () => {
    const errors = [
      { status: "NOT_ENOUGH_FUNDS" as const, errorResolved: false },
      { status: "NOT_ENOUGH_FUNDS" as const },
      { status: "EXCEEDING_LIMIT" as const, errorResolved: true },
      { status: "SUCCESS" as const },
    ];
    expect(payoutOutcome({ state: "CONFIRMED", errors: { withdrawalErrors: [{ errors }] } }).problems).toEqual([
      "NOT_ENOUGH_FUNDS",
    ]);
  });
});
