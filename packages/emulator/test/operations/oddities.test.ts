import { randomUUID } from "node:crypto";
import { createCalypsoClient } from "@calypso-commerce/core";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator({ timeScale: 0 });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

describe("lists", () => {
  it.each([0, 1])("count their pages from %i", async (firstPage) => {
    await merchant.control("/settings", { firstPage });
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.push((await merchant.newInvoice()).id);
    const page = async (pageNumber?: number) => {
      const { result, page, total } = await merchant.ok("/invoice/all", { pageNumber, pageSize: 2, sort: "ASC" });
      return [page, total, result.map(({ id }: { id: string }) => id)];
    };
    expect(await page()).toEqual([firstPage, 2, ids.slice(0, 2)]);
    expect(await page(firstPage + 1)).toEqual([firstPage + 1, 2, ids.slice(2)]);
    expect((await merchant.call("/invoice/all", { pageNumber: firstPage - 1 })).status).toBe(400);
  });
});

describe("unknown objects", () => {
  it.each([400, 404, 500])("are answered with %i", async (status) => {
    await merchant.control("/settings", { unknownObjectStatus: status });
    const idempotencyKey = randomUUID();
    const answers = [
      await merchant.call("/payout", { idempotencyKey }),
      await merchant.call("/payout/mass", { idempotencyKey }),
      await merchant.call("/payout/withdrawal", { requestId: "unknown" }),
      await merchant.call("/invoice", { idempotencyKey }),
      await merchant.call("/payment-widget/single-fiat/find", { requestId: idempotencyKey }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => status));
    expect(answers[0]?.json).toMatchObject({ status, error: "payout_not_found" });
    expect((await merchant.call("/payout", {})).status).toBe(400);
  });
});

describe("extra fields and nulls", () => {
  const oddities = { extraFields: true, nullFields: true };
  const extra = { undocumentedField: { nested: [true] } };

  it("are in every object of an answer, but not in its maps", async () => {
    await merchant.control("/settings", oddities);
    const invoice = await merchant.newInvoice();
    expect(invoice).toMatchObject({ ...extra, externalId: null, interventionType: null, autoconversion: null });
    const widget = await merchant.newWidget(["ETH"]);
    await merchant.control(`/widgets/${widget.idempotencyKey}/choose`, { currency: "ETH" });
    const list = await merchant.ok("/payment-widget/single-fiat/all", {});
    expect(list).toMatchObject({ ...extra, result: [{ ...extra, invoices: [{ ...extra, invoiceExternalId: null }] }] });
    const { ratesMap } = await merchant.ok("/rate/fiat", { from: ["ETH"], to: ["USD"] });
    expect(ratesMap).toEqual({ ETH: { USD: 2500 } });
  });

  it("don't disturb amounts, nor core's client", async () => {
    await merchant.control("/settings", oddities);
    const { publicKey, secretKey, account, url: baseUrl } = emulator;
    const client = createCalypsoClient({ publicKey, secretKey, account, baseUrl, retries: 0 });
    const amount = "0.000042026017236";
    const { id } = await client.invoice.createSingle({ currency: "ETH", amount, description: "Mug" });
    const read = await client.invoice.get({ id });
    expect(read.amount).toBe(amount);
    expect(read.externalId).toBeUndefined();
    await client.currency.all();
    const { balances } = await client.account.get();
    expect(balances.find(({ currency }) => currency === "BTC")?.amount).toBe("0.5");
  });

  it("are in webhooks, with null for an omitted event type", async () => {
    const receiver = await createReceiver();
    await merchant.ok("/subscription/webhook/create", { notificationServiceTypes: ["INVOICE"], url: receiver.url });
    await merchant.control("/settings", oddities);
    const { id } = await merchant.newInvoice();
    await merchant.control(`/invoices/${id}/pay`, { instant: true });
    const paid = await waitUntil("INVOICE_PAID", () =>
      receiver.received.find(({ json }) => json.data.type === "INVOICE_PAID"),
    );
    expect(paid.json).toMatchObject({ ...extra, eventType: null, requestId: null, data: extra });
    await receiver.close();
  });
});
