import { describe, expect, it } from "vitest";
import { massPayoutLimit } from "../../src/mass-payouts/mass-payout-limit.ts";
import { splitMassPayout } from "../../src/mass-payouts/split-mass-payout.ts";

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ depositAddress: `0x${i}`, amount: String(i + 1) }));
const key = (part: number) => `1be6a518-6dcd-477d-96af-${String(part).padStart(12, "0")}`;

describe("splitMassPayout", () => {
  it.each([
    ["ETH", 1000],
    ["USDT", 1000],
    ["DAI", 1000],
    ["BTC", 100],
    ["USDT_TRX", 100],
    ["USDT_BSC", 100],
    ["MATIC", 100],
    ["SOMETHING_NEW", 100],
  ])("allows %s %i rows", (currency, limit) => {
    expect(massPayoutLimit(currency)).toBe(limit);
  });

  it.each([
    ["BTC", 1, [1]],
    ["BTC", 100, [100]],
    ["BTC", 101, [100, 1]],
    ["BTC", 250, [100, 100, 50]],
    ["ETH", 1000, [1000]],
    ["ETH", 1001, [1000, 1]],
  ])("splits %s with %i rows into %j, in order", (currency, count, sizes) => {
    const given = rows(count);
    const parts = splitMassPayout({ currency, name: "salaries", massAddresses: given }, key);
    expect(parts.map((part) => part.massAddresses.length)).toEqual(sizes);
    expect(parts.flatMap((part) => part.massAddresses)).toEqual(given);
    expect(new Set(parts.map((part) => part.idempotencyKey)).size).toBe(parts.length);
    expect(parts[0]?.name).toBe(sizes.length === 1 ? "salaries" : `salaries (1/${sizes.length})`);
  });

  it("refuses equal keys, which would leave a part unpaid", () => {
    const payout = { currency: "BTC", name: "n", massAddresses: rows(101) };
    expect(() => splitMassPayout(payout, () => key(1))).toThrow(/same idempotency key/);
  });
});
