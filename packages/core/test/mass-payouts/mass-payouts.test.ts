import { describe, expect, it } from "vitest";
import { massPayoutLimit } from "../../src/mass-payouts/mass-payout-limit.ts";
import { matchWithdrawals } from "../../src/mass-payouts/match-withdrawals.ts";
import { splitMassPayout } from "../../src/mass-payouts/split-mass-payout.ts";
import { type Withdrawal, withdrawalStates } from "../../src/operations/payouts/payout-schemas.ts";
import { massPayoutOutcome } from "../../src/outcomes/mass-payout-outcome.ts";
import { withdrawalOutcome } from "../../src/outcomes/withdrawal-outcome.ts";

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ depositAddress: `0x${i}`, amount: String(i + 1) }));
const key = (part: number) => `1be6a518-6dcd-477d-96af-${String(part).padStart(12, "0")}`;

describe("the size of a mass payout", () => {
  it.each([
    ["ETH", 1000],
    ["USDT", 1000],
    ["DAI", 1000],
    ["BTC", 100],
    ["USDT_TRX", 100],
    ["USDT_BSC", 100],
    ["MATIC", 100],
    ["SOMETHING_NEW", 100],
  ])("%s: %i rows", (currency, limit) => {
    expect(massPayoutLimit(currency)).toBe(limit);
  });

  it.each([
    ["BTC", 1, [1]],
    ["BTC", 100, [100]],
    ["BTC", 101, [100, 1]],
    ["BTC", 250, [100, 100, 50]],
    ["ETH", 1000, [1000]],
    ["ETH", 1001, [1000, 1]],
  ])("splits %s with %i rows into %j, in order, none lost", (currency, count, sizes) => {
    const given = rows(count);
    const parts = splitMassPayout({ currency, name: "salaries", massAddresses: given }, key);
    expect(parts.map((part) => part.massAddresses.length)).toEqual(sizes);
    expect(parts.flatMap((part) => part.massAddresses)).toEqual(given);
    expect(new Set(parts.map((part) => part.idempotencyKey)).size).toBe(parts.length);
    expect(parts[0]?.name).toBe(sizes.length === 1 ? "salaries" : `salaries (1/${sizes.length})`);
  });

  it("refuses equal keys: the second part would not be paid", () => {
    const payout = { currency: "BTC", name: "n", massAddresses: rows(101) };
    expect(() => splitMassPayout(payout, () => key(1))).toThrow(/same idempotency key/);
  });
});

describe("matchWithdrawals", () => {
  const withdrawal = (id: string, more: Partial<Withdrawal>): Withdrawal => ({
    id,
    amount: "10",
    currency: "USDT",
    state: "COMPLETED",
    withdrawalErrors: [],
    ...more,
  });

  it("finds each row's withdrawal by id, else by address, amount and comment, each once", () => {
    const matched = matchWithdrawals(
      [
        { depositAddress: "0xAB", amount: "10.00" },
        { depositAddress: "0xab", amount: "10" },
        { depositAddress: "0xab", amount: "10" },
        { depositAddress: "TX", amount: "10", externalId: "e1" },
        { depositAddress: "Tx", amount: "10" },
        { depositAddress: "0xab", amount: "10", comment: "bonus" },
      ],
      [
        withdrawal("w1", { depositAddress: "0xAb" }),
        withdrawal("w2", { depositAddress: "0xab", comment: "bonus" }),
        withdrawal("w3", { depositAddress: "0xab" }),
        withdrawal("w4", { depositAddress: "TX", externalId: "e1" }),
        withdrawal("w5", { depositAddress: "TX" }),
      ],
    );
    expect(matched.map((match) => match.withdrawal?.id)).toEqual(["w1", "w3", undefined, "w4", undefined, "w2"]);
  });
});

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

  it("knows each row state of the documentation, and refuses others", () => {
    for (const state of withdrawalStates) expect(withdrawalOutcome({ state })).toBeDefined();
    expect(() => withdrawalOutcome({ state: "LOST" as "DRAFT" })).toThrow(
      expect.objectContaining({ code: "unknown_state" }),
    );
  });
});
