import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, type Merchant } from "../support/merchant.ts";

let emulator: Emulator;
let merchant: Merchant;
beforeAll(async () => {
  emulator = await createEmulator();
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());

const form = (path: string, fields: Record<string, string>) =>
  fetch(`${emulator.url}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

describe("the pay page", () => {
  it("shows amount and address under the invoice's idempotency key", async () => {
    const invoice = await merchant.newInvoice({ description: "<script>alert(1)</script> & more" });
    const { status, text, headers } = await merchant.look(`/invoice/${invoice.idempotencyKey}`);
    expect(status).toBe(200);
    expect(text).toContain("25.00 EUR");
    expect(text).toContain(invoice.invoiceAddress);
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toContain("<script>alert");
    expect(text).toContain('role="status"');
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    // No external assets.
    expect(text.match(/(?:src|href)="https?:/g)).toBeNull();
  });

  it("works without script and links back to the shop", async () => {
    const invoice = await merchant.newInvoice({ returnUrl: "https://shop.example/thanks" });
    const page = `/invoice/${invoice.idempotencyKey}`;
    const answer = await form(`/_emulator/invoices/${invoice.id}/pay`, {
      amount: "exact",
      instant: "true",
      back: page,
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, page]);
    const { text } = await merchant.look(page);
    expect(text).toContain('data-state="COMPLETED"');
    expect(text).toContain('href="https://shop.example/thanks"');
  });

  it("shows the missing amount", async () => {
    const invoice = await merchant.newInvoice();
    await merchant.control(`/invoices/${invoice.id}/pay`, { amount: "27", instant: true });
    const { text } = await merchant.look(`/invoice/${invoice.idempotencyKey}`);
    expect(text).toContain("0.173914 USDC is missing");
  });

  it("answers 404 for an unknown invoice", async () => {
    expect((await merchant.look(`/invoice/${randomUUID()}`)).status).toBe(404);
  });
});

describe("the widget's page", () => {
  it("redirects from a chosen currency to its invoice", async () => {
    const widget = await merchant.newWidget(["BTC", "ETH"], { externalId: "payses_9" });
    const page = `/pay?widgetKey=${widget.idempotencyKey}`;
    expect((await merchant.look(page)).text).toContain("0.0434782609 ETH");
    const chosen = await form(page, { currency: "ETH" });
    expect(chosen.status).toBe(303);
    const again = await form(page, { currency: "ETH" });
    expect(again.headers.get("location")).toBe(chosen.headers.get("location"));
    expect((await form(page, { currency: "DAI" })).status).toBe(400);
    const found = await merchant.ok("/payment-widget/single-fiat/find", { requestId: widget.idempotencyKey });
    expect(found.invoices).toEqual([
      {
        invoiceId: expect.any(String),
        cryptoCurrency: "ETH",
        invoiceIdempotencyKey: chosen.headers.get("location")?.split("/").at(-1),
        invoiceExternalId: "payses_9",
      },
    ]);
  });

  it("closes when the widget expires", async () => {
    const widget = await merchant.newWidget(["BTC"]);
    await merchant.control("/clock", { advanceMs: 24 * 3_600_000 });
    const page = `/pay?widgetKey=${widget.idempotencyKey}`;
    expect((await merchant.look(page)).text).toContain("has expired");
    expect((await form(page, { currency: "BTC" })).status).toBe(409);
  });
});

describe("the on-ramp widget", () => {
  it("creates an order that is paid and credited", async () => {
    const { key } = await merchant.ok("/fiat/deposit/key/generate");
    const link = {
      account: emulator.account,
      widgetKey: key,
      currency: "USDT",
      returnUrl: "https://shop.example/",
      description: "Top up",
      merchantExternalId: "user_1",
    };
    const page = `/onramp?${new URLSearchParams(link)}`;
    const { text } = await merchant.look(page);
    const [, method] = /<option value="([^"]+)">CARD, Germany/.exec(text) ?? [];
    const order = await form(page, { method: method as string, amount: "100" });
    expect(order.status).toBe(303);
    expect((await merchant.look(order.headers.get("location") as string)).text).toContain("92.00 EUR");
    await merchant.control("/fiat-orders/user_1/pay");
    await merchant.control("/fiat-orders/user_1/complete");
    const { balances } = await merchant.ok("/account");
    expect(balances).toContainEqual({ currency: "USDT", amount: 5100 });
    expect((await form(page, { method: method as string, amount: "1" })).status).toBe(400);
    expect((await form(page, { method: method as string, amount: "much" })).status).toBe(400);
    const stale = new URLSearchParams({ ...link, widgetKey: randomUUID() });
    expect((await merchant.look(`/onramp?${stale}`)).status).toBe(400);
  });
});

describe("the control page", () => {
  it("lists invoices and never redirects a form elsewhere", async () => {
    await merchant.newInvoice({ description: "Seen on the control page" });
    expect((await merchant.look("/_emulator")).text).toContain("Seen on the control page");
    const elsewhere = await form("/_emulator/faults/clear", { back: "//evil.example/" });
    expect(elsewhere.status).toBe(200);
  });

  it("offers the commands of each state", async () => {
    const invoice = await merchant.newInvoice();
    const button = (path: string) => new RegExp(`action="/_emulator/invoices/${invoice.id}/${path}"`);
    expect((await merchant.look("/_emulator")).text).toMatch(button("pay"));
    await form(`/_emulator/invoices/${invoice.id}/pay`, { amount: "exact", senders: "2", instant: "true" });
    await form("/_emulator/settings", { autoCredit: "false" });
    await merchant.ok("/invoice/return-to-paid", { id: invoice.id });
    expect((await merchant.look("/_emulator")).text).toMatch(button("credit"));
    expect((await form(`/_emulator/invoices/${invoice.id}/credit`, { back: "/_emulator" })).status).toBe(303);
  });

  it("changes every kind of setting through forms", async () => {
    const changes = {
      firstPage: "0",
      nullFields: "true",
      withdrawalLimitUsdt: "none",
      minimumInvoiceUsd: "10",
      autoConversion: '{"ETH":"USDT"}',
      inactiveCurrencies: '["DAI"]',
    };
    for (const [name, value] of Object.entries(changes)) {
      expect((await form("/_emulator/settings", { [name]: value, back: "/_emulator" })).status).toBe(303);
    }
    expect((await merchant.look("/_emulator/settings")).json).toMatchObject({
      firstPage: 0,
      nullFields: true,
      withdrawalLimitUsdt: null,
      minimumInvoiceUsd: "10",
      autoConversion: { ETH: "USDT" },
      inactiveCurrencies: ["DAI"],
    });
    for (const [name, value] of Object.entries({ firstPage: "2", autoConversion: '{"ETH":"EUR"}', nullFields: "?" })) {
      expect((await form("/_emulator/settings", { [name]: value })).status).toBe(400);
    }
    expect((await merchant.look("/_emulator")).text).toContain("Settings");
  });

  it("has a control API that other origins may read", async () => {
    const answer = await merchant.look("/_emulator/state");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });
});
