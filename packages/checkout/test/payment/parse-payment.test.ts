import { describe, expect, it } from "vitest";
import { parseCurrencies, parsePayment } from "../../src/payment/parse-payment.ts";

describe("parsePayment", () => {
  it("reads the store's answer", () => {
    expect(
      parsePayment({
        flow: "invoice",
        state: "PENDING_PAYMENT",
        outcome: "waiting",
        fiat_amount: "28.90",
        fiat_currency: "eur",
        crypto_amount: "31.447164",
        crypto_currency: "USDT_TRX",
        network: "Tron",
        address: "TMw8",
        payment_uri: null,
        received_amount: "0",
        remaining_amount: "31.447164",
        pay_url: "https://pay.example/invoice/1",
        expires_at: "2026-11-21T10:00:00.000Z",
      }),
    ).toEqual({
      flow: "invoice",
      outcome: "waiting",
      fiatAmount: "28.90",
      fiatCurrency: "EUR",
      cryptoAmount: "31.447164",
      cryptoCurrency: "USDT_TRX",
      network: "Tron",
      address: "TMw8",
      receivedAmount: "0",
      remainingAmount: "31.447164",
      payUrl: "https://pay.example/invoice/1",
      expiresAtMs: Date.UTC(2026, 10, 21, 10),
    });
  });

  it.each([
    ["2026-11-21T10:00:00", 10],
    ["2026-11-21T10:00:00.123456", 10],
    ["2026-11-21T12:00:00+02:00", 10],
  ])("reads the time %s, by default in UTC", (expires_at, hour) => {
    expect(Math.floor((parsePayment({ expires_at }).expiresAtMs ?? 0) / 1000) * 1000).toBe(
      Date.UTC(2026, 10, 21, hour),
    );
  });

  it.each([undefined, null, "text", 7, [], { outcome: 5, flow: {} }])("leaves out unreadable fields: %j", (data) => {
    expect(parsePayment(data)).toEqual({ flow: "invoice", outcome: "unknown" });
  });

  it("ignores amounts that are numbers", () => {
    expect(parsePayment({ crypto_amount: 0.1, remaining_amount: 1e-7 })).toEqual({
      flow: "invoice",
      outcome: "unknown",
    });
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "JavaScript:alert(1)", "vbscript:x", "not a url"])(
    "drops the unsafe address %s",
    (url) => {
      expect(parsePayment({ pay_url: url, payment_uri: url })).toEqual({ flow: "invoice", outcome: "unknown" });
    },
  );

  it.each(["bitcoin:bc1q?amount=0.1", "ethereum:0xabc@1?value=1e18", "tron:T1"])("keeps the wallet link %s", (uri) => {
    expect(parsePayment({ payment_uri: uri }).paymentUri).toBe(uri);
  });
});

describe("parseCurrencies", () => {
  it("separates coin, network and token standard", () => {
    const currencies = [
      { code: "USDT_TRX", name: "Tether USD (TRC-20)", base: "TRX", network: "Tron", token: true, display_scale: 6 },
      { code: "BTC", name: "Bitcoin", network: "Bitcoin" },
      { code: "NEW", network: null },
      { code: "X_Y", name: "Ex", symbol: "EX", network: "Why", token_standard: "YRC-20" },
      { name: "no code" },
      null,
    ];
    expect(parseCurrencies({ currencies })).toEqual([
      { code: "USDT_TRX", symbol: "USDT", name: "Tether USD", network: "Tron", tokenStandard: "TRC-20" },
      { code: "BTC", symbol: "BTC", name: "Bitcoin", network: "Bitcoin" },
      { code: "NEW", symbol: "NEW", name: "NEW", network: "NEW" },
      { code: "X_Y", symbol: "EX", name: "Ex", network: "Why", tokenStandard: "YRC-20" },
    ]);
  });

  it.each([undefined, null, {}, { currencies: "BTC" }])("finds no currencies in %j", (answer) => {
    expect(parseCurrencies(answer)).toEqual([]);
  });
});
