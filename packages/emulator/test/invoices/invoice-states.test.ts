import { randomUUID } from "node:crypto";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, hmac, type Merchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";

let emulator: Emulator;
let merchant: Merchant;
let receiver: Awaited<ReturnType<typeof createReceiver>>;

beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0.005 });
  merchant = createMerchant(emulator);
  receiver = await createReceiver();
});
afterAll(async () => {
  await emulator.close();
  await receiver.close();
});

const stateOf = async (id: string): Promise<string> => (await merchant.ok("/invoice", { id })).state;

describe("an invoice", () => {
  it("passes from seen to credited with a signed webhook each", async () => {
    const subscription = await merchant.ok("/subscription/webhook/create", {
      requestId: randomUUID(),
      notificationServiceTypes: ["INVOICE"],
      url: receiver.url,
    });
    const invoice = await merchant.newInvoice({ externalId: "payses_1" });
    expect(invoice).toMatchObject({
      state: "PENDING_PAYMENT",
      type: "SINGLE_FIAT",
      fiatAmount: 25,
      totalDebitAmount: 0,
    });
    expect(invoice.invoiceAddress).toMatch(/^0x[0-9a-f]{40}$/);

    const paid = await merchant.control("/invoices/payses_1/pay", { amount: "exact" });
    expect(paid.json).toMatchObject({ state: "MEM_POOL_FOUND", received: "0", id: invoice.id });
    await waitUntil("completion", async () => (await stateOf(invoice.id)) === "COMPLETED");

    const now = await merchant.ok("/invoice", { idempotencyKey: invoice.idempotencyKey });
    expect(now.totalDebitAmount).toBe(invoice.amount);
    await waitUntil("five webhooks", () => receiver.received.length === 5);
    expect(receiver.types()).toEqual([
      "INVOICE_CREATE_INVOICE",
      "INVOICE_MEMPOOL_FOUND",
      "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
      "INVOICE_PAID",
      "INVOICE_TRANSLATION_TO_ACCOUNT_COMPLETED",
    ]);
    for (const { headers, body, json } of receiver.received) {
      expect(headers.key).toBe(subscription.publicKey);
      expect(headers.sign).toBe(hmac(body, subscription.secretKey));
      expect(json.data).toMatchObject({ parentExternalId: invoice.id, idempotencyKey: invoice.idempotencyKey });
    }
  });

  it("needs an intervention when underpaid and accepts the rest", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { amount: "under" });
    await waitUntil("intervention", async () => (await stateOf(invoice.id)) === "PENDING_INTERVENTION");
    const under = await merchant.ok("/invoice", { id: invoice.id });
    expect(under).toMatchObject({ interventionType: "UNDERPAY", isInterventionResolved: false });
    expect(under.totalDebitAmount).toBeLessThan(under.amount);
    await merchant.control(`/invoices/${invoice.id}/pay`, { amount: "exact" });
    await waitUntil("completion", async () => (await stateOf(invoice.id)) === "COMPLETED");
  });

  it("completes after overpayment, return-to-paid and close-intervention", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { amount: "over" });
    await waitUntil("intervention", async () => (await stateOf(invoice.id)) === "PENDING_INTERVENTION");
    expect((await merchant.call("/invoice/close-intervention", { id: invoice.id })).status).toBe(400);
    expect(await merchant.ok("/invoice/return-to-paid", { id: invoice.id })).toMatchObject({ state: "PAID" });
    await waitUntil("completion", async () => (await stateOf(invoice.id)) === "COMPLETED");
    expect(await merchant.ok("/invoice/close-intervention", { id: invoice.id })).toMatchObject({
      interventionType: "OVERPAY",
      isInterventionResolved: true,
    });
  });

  it("expires after a day and stays ARCHIVED when late money arrives", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control("/clock", { advanceMs: 24 * 3_600_000 });
    expect(await stateOf(invoice.id)).toBe("ARCHIVED");
    expect((await merchant.control(`/invoices/${invoice.id}/pay`)).status).toBe(409);
    await merchant.control(`/invoices/${invoice.id}/pay`, { late: true });
    expect(await merchant.ok("/invoice", { id: invoice.id })).toMatchObject({
      state: "ARCHIVED",
      totalDebitAmount: invoice.amount,
    });
  });

  it("is held by compliance, then released or declined", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { confirm: false });
    await merchant.control(`/invoices/${invoice.id}/hold`);
    expect(await stateOf(invoice.id)).toBe("PENDING_COMPLIANCE_CHECK");
    await merchant.control(`/invoices/${invoice.id}/release`);
    await waitUntil("completion", async () => (await stateOf(invoice.id)) === "COMPLETED");

    const other = await merchant.newInvoice();
    await merchant.control(`/invoices/${other.id}/hold`);
    await merchant.control(`/invoices/${other.id}/pay`);
    await merchant.control(`/invoices/${other.id}/decline`);
    expect(await stateOf(other.id)).toBe("DECLINED");
  });

  it("is returned for a repeated request and refused for other content", async () => {
    const idempotencyKey = randomUUID();
    const first = await merchant.newInvoice({ idempotencyKey });
    expect((await merchant.newInvoice({ idempotencyKey })).id).toBe(first.id);
    const other = await merchant.call("/invoice/single-fiat/create", {
      currency: "USDC",
      fiatAmount: 26,
      fiatCurrency: "EUR",
      description: "Two mugs",
      idempotencyKey,
    });
    expect(other).toMatchObject({ status: 400, json: { error: "idempotency_key_reused" } });
  });

  it("waits again when its payment vanishes from the mempool", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { confirm: false });
    await merchant.control(`/invoices/${invoice.id}/drop`);
    expect(await stateOf(invoice.id)).toBe("PENDING_PAYMENT");
    expect((await merchant.control(`/invoices/${invoice.id}/confirm`)).status).toBe(409);
    await merchant.control(`/invoices/${invoice.id}/pay`, { instant: true });
    expect(await stateOf(invoice.id)).toBe("COMPLETED");
  });

  it("can have unsettled money while PENDING_PAYMENT", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { settle: false });
    expect(await merchant.ok("/invoice", { id: invoice.id })).toMatchObject({
      state: "PENDING_PAYMENT",
      totalDebitAmount: invoice.amount,
    });
    const { json } = await merchant.control(`/invoices/${invoice.id}/confirm`);
    expect(json.state).toBe("PAID");
  });

  it("needs an intervention when paid twice", async () => {
    const invoice = await merchant.newInvoice();
    for (let payment = 0; payment < 2; payment++) {
      await merchant.control(`/invoices/${invoice.id}/pay`, { instant: true });
    }
    expect(await merchant.ok("/invoice", { id: invoice.id })).toMatchObject({
      state: "PENDING_INTERVENTION",
      interventionType: "OVERPAY",
      isInterventionResolved: false,
    });
    expect((await merchant.call("/invoice/archive", { id: invoice.id })).status).toBe(400);
  });

  it("doesn't expire while money is in the mempool", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { confirm: false });
    await merchant.control("/clock", { advanceMs: 25 * 3_600_000 });
    expect(await stateOf(invoice.id)).toBe("MEM_POOL_FOUND");
    await merchant.control(`/invoices/${invoice.id}/drop`);
    expect(await stateOf(invoice.id)).toBe("ARCHIVED");
  });
});
