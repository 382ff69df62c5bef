import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator({ autoCredit: false });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

const pay = (id: string, payment: object) => merchant.control(`/invoices/${id}/pay`, { instant: true, ...payment });
const read = (id: string) => merchant.ok("/invoice", { id });

describe("money from several senders", () => {
  it("needs an intervention without a type although the amount is exact", async () => {
    const { id, amount } = await merchant.newInvoice();
    await pay(id, { senders: 3 });
    const invoice = await read(id);
    expect(invoice).toMatchObject({ state: "PENDING_INTERVENTION", isInterventionResolved: false });
    expect(invoice.totalDebitAmount).toBe(amount);
    expect(invoice).not.toHaveProperty("interventionType");
    const { json } = await merchant.look("/_emulator/state");
    const { deposits } = json.invoices[0];
    expect(new Set(deposits.map(({ senderAddress }: { senderAddress: string }) => senderAddress)).size).toBe(3);
  });

  it("completes through return-to-paid and close-intervention", async () => {
    const { id } = await merchant.newInvoice();
    await pay(id, { senders: 2 });
    expect((await merchant.ok("/invoice/return-to-paid", { id })).state).toBe("PAID");
    await merchant.control(`/invoices/${id}/credit`);
    expect(await merchant.ok("/invoice/close-intervention", { id })).toMatchObject({
      state: "COMPLETED",
      isInterventionResolved: true,
    });
  });

  it("has a type when the amount is wrong", async () => {
    const { id } = await merchant.newInvoice();
    await pay(id, { amount: "under", senders: 2 });
    expect(await read(id)).toMatchObject({ interventionType: "UNDERPAY" });
    await pay(id, { amount: "exact", senders: 2 });
    const { state, interventionType } = await read(id);
    expect([state, interventionType]).toEqual(["PENDING_INTERVENTION", undefined]);
  });
});

describe("return-to-paid", () => {
  it.each([
    ["json", /^\{.*"error":"fault"/],
    ["none", /^$/],
    ["html", /^<html>/],
  ])("can be refused with a body of %s", async (body, expected) => {
    const { id } = await merchant.newInvoice();
    await pay(id, { amount: "over" });
    await merchant.control("/faults", { kind: "error", operation: "invoice.returnToPaid", status: 400, body });
    const refusal = await merchant.call("/invoice/return-to-paid", { id });
    expect(refusal.status).toBe(400);
    expect(refusal.text).toMatch(expected);
    expect((await read(id)).state).toBe("PENDING_INTERVENTION");
    expect((await merchant.ok("/invoice/return-to-paid", { id })).state).toBe("PAID");
  });
});

describe("declined money", () => {
  it.each([
    [false, 0],
    [true, 27.173914],
  ])("counts as received only when frozen (freeze: %s)", async (freeze, received) => {
    const { id } = await merchant.newInvoice();
    await pay(id, { confirm: false });
    await merchant.control(`/invoices/${id}/hold`);
    await merchant.control(`/invoices/${id}/decline`, { freeze });
    expect(await read(id)).toMatchObject({ state: "DECLINED", totalDebitAmount: received });
  });

  it("stays frozen whatever is tried", async () => {
    await merchant.control("/settings", { returnArchivedToPaid: true, autoCredit: true });
    const { id } = await merchant.newInvoice();
    await pay(id, { confirm: false });
    await merchant.control(`/invoices/${id}/hold`);
    await merchant.control(`/invoices/${id}/decline`, { freeze: true });
    expect((await merchant.call("/invoice/return-to-paid", { id })).status).toBe(400);
    expect((await merchant.call("/invoice/archive", { id })).status).toBe(400);
    for (const command of ["credit", "recover", "find", "confirm", "release"]) {
      expect([command, (await merchant.control(`/invoices/${id}/${command}`)).status]).toEqual([command, 409]);
    }
    expect(await merchant.balance("USDC")).toBe("5000");
  });
});
