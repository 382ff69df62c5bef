import { describe, expect, it } from "vitest";
import { onrampUrl } from "../../src/index.ts";

const link = {
  account: "0xf5",
  widgetKey: "509c",
  currency: "USDT",
  returnUrl: "https://shop.example/?a=b&c=d",
  description: "order 12",
};

describe("onrampUrl", () => {
  it("has all parameters, escaped", () => {
    const url = new URL(onrampUrl({ ...link, merchantExternalId: "payses_1", amount: "12.50" }));
    expect(url.origin + url.pathname).toBe("https://pay.calypso.finance/onramp");
    expect(Object.fromEntries(url.searchParams)).toEqual({ ...link, merchantExternalId: "payses_1", amount: "12.50" });
    expect(onrampUrl({ ...link, payUrl: "http://localhost:7780/" })).toMatch(/^http:\/\/localhost:7780\/onramp\?/);
  });

  it.each(["account", "widgetKey", "currency", "returnUrl", "description"])("refuses a blank %s", (path) => {
    expect(() => onrampUrl({ ...link, [path]: " " })).toThrow(expect.objectContaining({ path }));
  });

  it.each(["0", "05", "-1", "1e3"])("refuses the amount %s", (amount) => {
    expect(() => onrampUrl({ ...link, amount })).toThrow(expect.objectContaining({ path: "amount" }));
  });
});
