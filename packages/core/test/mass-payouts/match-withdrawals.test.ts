import { describe, expect, it } from "vitest";
import { matchWithdrawals } from "../../src/mass-payouts/match-withdrawals.ts";
import type { Withdrawal } from "../../src/operations/payouts/payout-schemas.ts";

describe("matchWithdrawals", () => {
  const withdrawal = (id: string, more: Partial<Withdrawal>): Withdrawal => ({
    id,
    amount: "10",
    currency: "USDT",
    state: "COMPLETED",
    withdrawalErrors: [],
    ...more,
  });

  it("matches by id, else by address, amount and comment", () => {
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
