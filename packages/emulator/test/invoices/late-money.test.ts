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

const archived = async (payment: object) => {
  const invoice = await merchant.newInvoice();
  await merchant.control(`/invoices/${invoice.id}/pay`, payment);
  return invoice;
};
const read = (id: string) => merchant.ok("/invoice", { id });

describe("late money", () => {
  it("is invisible until it is found", async () => {
    const { id, amount } = await archived({ unseen: true });
    expect(await read(id)).toMatchObject({ state: "ARCHIVED", totalDebitAmount: 0 });
    expect((await merchant.ok("/invoice/deposit-history", { id })).result).toEqual([]);
    await merchant.control(`/invoices/${id}/find`);
    expect(await read(id)).toMatchObject({ state: "ARCHIVED", totalDebitAmount: amount });
    expect((await merchant.control(`/invoices/${id}/find`)).status).toBe(409);
  });

  it.each(["late", "unseen"])("reaches the balance only through support (%s)", async (how) => {
    const { id, amount } = await archived({ [how]: true });
    const refusal = await merchant.call("/invoice/return-to-paid", { id });
    expect(refusal).toMatchObject({ status: 400, json: { message: expect.stringContaining("ARCHIVED") } });
    expect((await merchant.control(`/invoices/${id}/credit`)).status).toBe(409);
    expect(await merchant.balance("USDC")).toBe("5000");
    await merchant.control(`/invoices/${id}/recover`);
    expect(await merchant.balance("USDC")).toBe("5026.902175");
    expect(await read(id)).toMatchObject({ state: "ARCHIVED", totalDebitAmount: amount });
    expect((await merchant.control(`/invoices/${id}/recover`)).status).toBe(409);
  });

  it("is taken by return-to-paid where the setting allows it", async () => {
    await merchant.control("/settings", { returnArchivedToPaid: true });
    const empty = await merchant.newInvoice();
    await merchant.control(`/invoices/${empty.id}/expire`);
    expect((await merchant.call("/invoice/return-to-paid", { id: empty.id })).status).toBe(400);
    const { id } = await archived({ late: true });
    expect((await merchant.ok("/invoice/return-to-paid", { id })).state).toBe("PAID");
    await merchant.control(`/invoices/${id}/credit`);
    expect((await read(id)).state).toBe("COMPLETED");
  });

  it("may be part of the amount, from before the expiry", async () => {
    const { id } = await archived({ amount: "under", instant: true });
    await merchant.control(`/invoices/${id}/expire`);
    const { state, totalDebitAmount } = await read(id);
    expect([state, totalDebitAmount]).toEqual(["ARCHIVED", 13.586957]);
    await merchant.control(`/invoices/${id}/recover`);
    expect(await merchant.balance("USDC")).toBe("5013.451087");
  });
});

describe("a widget", () => {
  it("can be ARCHIVED while its invoice has money", async () => {
    const { idempotencyKey } = await merchant.newWidget(["USDC"]);
    const { json } = await merchant.control(`/widgets/${idempotencyKey}/choose`, { currency: "USDC" });
    await merchant.control(`/invoices/${json.id}/pay`, { amount: "under", instant: true });
    await merchant.control(`/widgets/${idempotencyKey}/expire`);
    const found = await merchant.ok("/payment-widget/single-fiat/find", { requestId: idempotencyKey });
    expect([found.widgetState, (await read(json.id)).state]).toEqual(["ARCHIVED", "PENDING_INTERVENTION"]);
    expect((await merchant.control(`/widgets/${idempotencyKey}/expire`)).status).toBe(409);
  });
});
