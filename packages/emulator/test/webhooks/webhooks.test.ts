import { randomUUID } from "node:crypto";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { retrySeconds } from "../../src/webhooks/retry-seconds.ts";
import { createMerchant, hmac, type Merchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeEach(async () => {
  emulator = await createEmulator();
  merchant = createMerchant(emulator);
});
afterEach(() => emulator.close());

const subscribe = (url: string, fields: object = { notificationServiceTypes: ["INVOICE", "PAYOUT"] }) =>
  merchant.ok("/subscription/webhook/create", { requestId: randomUUID(), url, ...fields });

describe("webhooks", () => {
  it("have the documentation's retry delays", () => {
    expect(retrySeconds).toHaveLength(19);
    expect(retrySeconds.slice(0, 6)).toEqual([30, 60, 90, 150, 240, 390]);
    expect(retrySeconds.at(-1)).toBe(125_430);
  });

  it("are retried 19 times at most with the same bytes", async () => {
    const receiver = await createReceiver(() => 503);
    await subscribe(receiver.url);
    await merchant.newInvoice();
    await waitUntil("the first attempt", () => receiver.received.length === 1);
    await merchant.control("/clock", { advanceMs: 29_000 });
    expect(receiver.received).toHaveLength(1);
    await merchant.control("/clock", { advanceMs: 2_000 });
    expect(receiver.received).toHaveLength(2);
    await merchant.control("/clock", { advanceMs: 500_000_000 });
    const created = receiver.received.filter(({ json }) => json.data.type === "INVOICE_CREATE_INVOICE");
    expect(created).toHaveLength(20);
    expect(new Set(created.map(({ body }) => body)).size).toBe(1);
    const { json } = await merchant.look("/_emulator/deliveries");
    expect(json.deliveries.at(-1)).toMatchObject({ state: "given up", eventType: "INVOICE_CREATE_INVOICE" });
    await receiver.close();
  });

  it("are signed with regenerated keys, pending retries too", async () => {
    let status = 500;
    const receiver = await createReceiver(() => status);
    const { requestId, secretKey } = await subscribe(receiver.url);
    await merchant.newInvoice();
    await waitUntil("the first attempt", () => receiver.received.length === 1);
    const renewed = await merchant.ok("/subscription/webhook/api-keys/regenerate", { requestId }, { method: "DELETE" });
    expect(renewed.secretKey).not.toBe(secretKey);
    status = 200;
    await merchant.control("/clock", { advanceMs: 31_000 });
    const last = receiver.received.at(-1);
    expect(last?.headers).toMatchObject({ key: renewed.publicKey, sign: hmac(last?.body ?? "", renewed.secretKey) });
    await receiver.close();
  });

  it("go only to existing subscriptions to their type", async () => {
    const receiver = await createReceiver();
    const { requestId } = await subscribe(receiver.url, { notificationEventTypes: ["INVOICE_MEMPOOL_FOUND"] });
    const other = await subscribe(receiver.url, { notificationEventTypes: ["INVOICE_CREATE_INVOICE"] });
    await merchant.ok("/subscription/webhook", { requestId: other.requestId }, { method: "DELETE" });
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { instant: true });
    await waitUntil("the webhook", () => receiver.received.length > 0);
    expect(receiver.types()).toEqual(["INVOICE_MEMPOOL_FOUND"]);
    const listed = await merchant.ok("/subscription/webhook");
    expect(listed.subscriptions.map((item: { requestId: string }) => item.requestId)).toEqual([requestId]);
    await receiver.close();
  });

  it("have the documentation's fields, with exact amounts", async () => {
    const receiver = await createReceiver();
    const subscription = await subscribe(receiver.url);
    const invoice = await merchant.newInvoice({ currency: "ETH", externalId: "order_1" });
    await merchant.control(`/invoices/${invoice.id}/pay`, { amount: "0.000042026017236", instant: true });
    await waitUntil("four webhooks", () => receiver.received.length === 4);
    const [created, seen, received, intervention] = receiver.received;
    expect(Object.keys(created?.json)).toEqual([
      "requestId",
      "id",
      "createdDate",
      "level",
      "service",
      "eventType",
      "data",
    ]);
    expect(created?.json).toMatchObject({ requestId: subscription.requestId, service: "INVOICE", level: "SUCCESS" });
    expect(created?.json.createdDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    expect(seen?.json.data).toMatchObject({ type: "INVOICE_MEMPOOL_FOUND", externalId: "order_1" });
    expect(received?.body).toContain('"amount":0.000042026017236,');
    expect(Object.keys(received?.json.data).toSorted()).toEqual(
      [
        "type",
        "amount",
        "transactionId",
        "message",
        "currency",
        "externalId",
        "fiatAmount",
        "createdDate",
        "description",
        "paymentDate",
        "senderAddress",
        "invoiceAddress",
        "transactionHash",
        "idempotencyKey",
        "parentExternalId",
      ].toSorted(),
    );
    expect(intervention?.json.data).toEqual({
      type: "INVOICE_PENDING_INTERVENTION",
      message: "Two mugs",
      externalId: "order_1",
      idempotencyKey: invoice.idempotencyKey,
      parentExternalId: invoice.id,
    });
    await receiver.close();
  });

  it("omit envelope fields that the documentation's samples omit", async () => {
    const receiver = await createReceiver();
    await subscribe(receiver.url);
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { instant: true });
    const payout = await merchant.ok("/payout/create", {
      depositAddress: "0xf127e5b7666f51aa346f374213113298014f5969",
      amount: 2,
      currency: "USDT",
      idempotencyKey: randomUUID(),
    });
    await merchant.control(`/payouts/${payout.id}/complete`);
    const paid = await waitUntil("the payment", () =>
      receiver.received.find(({ json }) => json.data.type === "INVOICE_PAID"),
    );
    expect(Object.keys(paid.json)).toEqual(["id", "createdDate", "level", "service", "data"]);
    const completed = await waitUntil("the payout", () =>
      receiver.received.find(({ json }) => json.data.payoutStatus === "COMPLETED"),
    );
    expect(Object.keys(completed.json)).toEqual(["requestId", "id", "createdDate", "level", "service", "data"]);
    expect(completed.json.data.hash).toMatch(/^0x[0-9a-f]{64}$/);
    await receiver.close();
  });

  it("can use the documentation's alternative names", async () => {
    const receiver = await createReceiver();
    await subscribe(receiver.url, { notificationEventTypes: ["INVOICE_COMPLIANCE_CHECK"] });
    const invoice = await merchant.newInvoice();
    for (const aliasEvents of [false, true]) {
      await merchant.control("/settings", { aliasEvents });
      await merchant.control(`/invoices/${invoice.id}/hold`);
      await merchant.control(`/invoices/${invoice.id}/pay`, { amount: "1" });
      await merchant.control(`/invoices/${invoice.id}/release`);
    }
    await waitUntil("two webhooks", () => receiver.received.length === 2);
    expect(receiver.types()).toEqual(["INVOICE_PENDING_COMPLIANCE", "INVOICE_COMPLIANCE_CHECK"]);
    expect(receiver.received[1]?.json.eventType).toBe("INVOICE_COMPLIANCE_CHECK");
    await receiver.close();
  });

  it("refuse subscriptions without events, to unknown ones, or with invalid URLs", async () => {
    const url = "http://127.0.0.1:9/hook";
    for (const fields of [
      { url },
      { url, notificationEventTypes: ["INVOICE_EATEN"] },
      { url: "file:///etc/passwd", notificationServiceTypes: ["INVOICE"] },
    ]) {
      const answer = await merchant.call("/subscription/webhook/create", { requestId: randomUUID(), ...fields });
      expect(answer.status).toBe(400);
    }
  });
});
