import { describe, expect, it } from "vitest";
import { crypto, currencyName, fiat, plain, rate } from "../../src/admin/format/amounts";
import { ago, shortened, startOfDay } from "../../src/admin/format/dates";
import { sentence } from "../../src/admin/format/sentence";

/** Intl writes other spaces than keyboards do. */
const spaced = (text: string | null) => text?.replace(/\s/g, " ");

describe("amounts", () => {
  it.each([
    ["en", "12.5", "eur", "€12.50"],
    ["de", "1234.5", "eur", "1.234,50 €"],
    ["en", "0.1", "jpy", "¥0.1"],
    ["en", "9007199254740993.01", "usd", "$9,007,199,254,740,993.01"],
  ])("%s writes %s %s as %s", (locale, amount, code, text) => {
    expect(spaced(fiat(locale, amount, code))).toBe(text);
  });

  it("loses no digit of crypto, and writes no exponent", () => {
    expect(crypto("en", "0.000000000000000001", "ETH")).toBe("0.000000000000000001 ETH");
    expect(crypto("en", "31.447164000", "USDT_TRX")).toBe("31.447164 USDT");
    expect(plain("en", "123456789012345678.123456789012345678")).toBe("123,456,789,012,345,678.123456789012345678");
    expect(plain("de", "0.5")).toBe("0,5");
  });

  it("names a currency with its network, and one that it doesn't know by its code", () => {
    expect(currencyName("USDT_TRX")).toBe("USDT · TRON (TRC-20)");
    expect(currencyName("NEW_COIN")).toBe("NEW_COIN");
    expect(crypto("en", "1", "NEW_COIN")).toBe("1 NEW_COIN");
  });

  it("works a rate out, and none without an amount", () => {
    expect(rate("en", "49.90", "eur", "0.000824")).toBe("€60,558.3");
    expect(rate("en", "49.90", "eur", "0")).toBeNull();
    expect(rate("en", "49.90", "eur", null)).toBeNull();
  });
});

describe("sentences of the server", () => {
  it.each([
    ["Calypso: the refund has arrived, it can't be taken back", "The refund has arrived, it can't be taken back."],
    ["the payout failed (Calypso: no such address.)", "The payout failed (Calypso: no such address.)"],
    ["Failed to fetch.", "Failed to fetch."],
    ["", "."],
  ])("%j becomes %j", (given, text) => {
    expect(sentence(given)).toBe(text);
  });
});

describe("dates", () => {
  it("tells how old a rate is", () => {
    const at = "2026-11-21T10:00:00Z";
    expect(ago("en", at, Date.parse(at) + 12_000)).toBe("12 seconds ago");
    expect(ago("en", at, Date.parse(at) + 125_000)).toBe("2 minutes ago");
    // The server's clock may be ahead.
    expect(ago("en", at, Date.parse(at) - 3_000)).toBe("now");
  });

  it("begins a day where the reader is, over the ends of months too", () => {
    expect(startOfDay("2026-11-30")).toBe(new Date(2026, 10, 30).toISOString());
    expect(startOfDay("2026-11-30", 1)).toBe(new Date(2026, 11, 1).toISOString());
    expect(startOfDay("soon")).toBeUndefined();
  });

  it("keeps both ends of an address", () => {
    expect(shortened("TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX")).toBe("TEoZ53…iRrAMX");
    expect(shortened("short")).toBe("short");
  });
});
