import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator({ autoPayouts: false });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

const allStates = ["DRAFT", "IN_PROGRESS", "COMPLETED", "REPLACED", "FAILED", "CANCELED"];

interface Row {
  readonly id: string;
  readonly state: string;
  readonly transactionHash?: string;
}

const newMass = (amounts: number[]) =>
  merchant.ok("/payout/mass/create", {
    currency: "USDT",
    name: "Refunds",
    massAddresses: amounts.map((amount, index) => ({ depositAddress: `0x${`${index}`.repeat(40)}`, amount })),
  });
const rowsOf = async (dealId: string): Promise<Row[]> =>
  (await merchant.ok("/payout/withdrawal/all", { dealId, stateNames: allStates })).result;
/** A mass payout whose rows are in progress. */
const started = async (amounts: number[]) => {
  const { id } = await newMass(amounts);
  for (let step = 0; step < 2; step++) await merchant.control(`/payouts/${id}/advance`);
  return { id: id as string, rows: await rowsOf(id) };
};
const stateOf = async (id: string) => (await merchant.ok("/payout/mass", { id })).state;

describe("a mass payout's row", () => {
  it("is REPLACED by a new row of the same payout", async () => {
    const { id, rows } = await started([10, 20]);
    await merchant.control(`/withdrawals/${rows[0]?.id}/replace`);
    const now = await rowsOf(id);
    expect(now.map(({ state }) => state)).toEqual(["REPLACED", "IN_PROGRESS", "IN_PROGRESS"]);
    expect(now[2]).toMatchObject({ amount: 10, depositAddress: `0x${"0".repeat(40)}` });
    expect(now[2]?.transactionHash).not.toBe(now[0]?.transactionHash);
    await merchant.control(`/payouts/${id}/advance`);
    expect(await merchant.ok("/payout/mass", { id })).toMatchObject({ state: "COMPLETED", totalWithdrawalAmount: 30 });
    expect(await merchant.balance("USDT")).toBe("4969.7");
  });

  it("is REPLACED by nothing visible", async () => {
    const { id, rows } = await started([10]);
    await merchant.control(`/withdrawals/${rows[0]?.id}/replace`, { visible: false });
    await merchant.control(`/payouts/${id}/advance`);
    expect((await rowsOf(id)).map(({ state }) => state)).toEqual(["REPLACED"]);
    expect(await stateOf(id)).toBe("COMPLETED");
    expect(await merchant.balance("USDT")).toBe("4989.9");
  });

  it("ends once: a REPLACED or COMPLETED row can't be changed", async () => {
    const { id, rows } = await started([10, 20]);
    await merchant.control(`/withdrawals/${rows[0]?.id}/replace`);
    await merchant.control(`/payouts/${id}/advance`);
    for (const row of rows) {
      for (const command of ["fail", "cancel", "replace"]) {
        expect((await merchant.control(`/withdrawals/${row.id}/${command}`)).status).toBe(409);
      }
    }
  });

  it.each([
    [["fail", "fail"], "FAILED", "5000"],
    [["cancel", "cancel"], "CANCELED", "5000"],
    [["fail", "cancel"], "FAILED", "5000"],
    [["cancel", "replace"], "COMPLETED", "4979.8"],
    [["fail", undefined], "COMPLETED", "4979.8"],
  ])("decides the payout's state: %j -> %s", async (commands, state, balance) => {
    const { id, rows } = await started([10, 20]);
    for (const [index, command] of commands.entries()) {
      if (command) await merchant.control(`/withdrawals/${rows[index]?.id}/${command}`);
    }
    await merchant.control(`/payouts/${id}/advance`);
    expect([await stateOf(id), await merchant.balance("USDT")]).toEqual([state, balance]);
  });

  it("stays FAILED when it failed before the payout started", async () => {
    const { id } = await newMass([10, 20]);
    const [first] = await rowsOf(id);
    await merchant.control(`/withdrawals/${first?.id}/fail`);
    for (let step = 0; step < 3; step++) await merchant.control(`/payouts/${id}/advance`);
    expect((await rowsOf(id)).map(({ state }) => state)).toEqual(["FAILED", "COMPLETED"]);
  });
});

describe("a single payout", () => {
  it("shows the hash of the transaction that replaced the first", async () => {
    const { id } = await merchant.newPayout();
    await merchant.control(`/payouts/${id}/advance`);
    const { transactionHash } = await merchant.ok("/payout", { id });
    const [row] = await rowsOf(id);
    await merchant.control(`/withdrawals/${row?.id}/replace`);
    const replaced = await merchant.ok("/payout", { id });
    expect(replaced.transactionHash).toMatch(/^0x/);
    expect(replaced.transactionHash).not.toBe(transactionHash);
  });
});

describe("a payout that needs confirmation", () => {
  it("waits as PENDING_CONFIRMATION until it is confirmed or cancelled", async () => {
    await merchant.control("/settings", { confirmPayouts: true, autoPayouts: true, timeScale: 0 });
    const { id, state } = await merchant.newPayout();
    await merchant.control("/clock", { advanceMs: 3_600_000 });
    expect([state, (await merchant.ok("/payout", { id })).state]).toEqual(Array(2).fill("PENDING_CONFIRMATION"));
    await merchant.control(`/payouts/${id}/confirm`);
    await merchant.control("/clock", { advanceMs: 1000 });
    expect((await merchant.ok("/payout", { id })).state).toBe("COMPLETED");
    expect((await merchant.control(`/payouts/${id}/confirm`)).status).toBe(409);

    const other = await merchant.newPayout();
    expect((await merchant.ok("/payout/cancel", { dealId: other.id })).state).toBe("CANCELED");
  });

  it("may be a mass payout, once its rows exist", async () => {
    await merchant.control("/settings", { confirmPayouts: true });
    const { id } = await newMass([10]);
    await merchant.control(`/payouts/${id}/advance`);
    expect(await stateOf(id)).toBe("PENDING_CONFIRMATION");
    await merchant.control(`/payouts/${id}/advance`);
    expect(await stateOf(id)).toBe("CONFIRMED");
  });
});
