import { describe, expect, it } from "vitest";
import { currencyName, formatCrypto, formatDecimal, formatFiat, formatRate } from "../../src/admin/format/currency";
import { formatAge, startOfDay } from "../../src/admin/format/dates";
import { shorten } from "../../src/admin/format/shorten";
import { toSentence } from "../../src/admin/format/to-sentence";

/** With plain spaces instead of Intl's. */
const spaced = (text: string | null) => text?.replace(/\s/g, " ");

describe("amounts", () => {
  it.each([
    ["en", "12.5", "eur", "€12.50"],
    ["de", "1234.5", "eur", "1.234,50 €"],
    ["en", "0.1", "jpy", "¥0.1"],
    ["en", "9007199254740993.01", "usd", "$9,007,199,254,740,993.01"],
  ])("%s writes %s %s as %s", (locale, amount, code, text) => {
    expect(spaced(formatFiat(locale, amount, code))).toBe(text);
  });

  it("keeps all digits of crypto amounts, without an exponent", () => {
    expect(formatCrypto("en", "0.000000000000000001", "ETH")).toBe("0.000000000000000001 ETH");
    expect(formatCrypto("en", "31.447164000", "USDT_TRX")).toBe("31.447164 USDT");
    expect(formatDecimal("en", "123456789012345678.123456789012345678")).toBe(
      "123,456,789,012,345,678.123456789012345678",
    );
    expect(formatDecimal("de", "0.5")).toBe("0,5");
  });

  it("names a currency with its network, or by its code", () => {
    expect(currencyName("USDT_TRX")).toBe("USDT · TRON (TRC-20)");
    expect(currencyName("NEW_COIN")).toBe("NEW_COIN");
    expect(formatCrypto("en", "1", "NEW_COIN")).toBe("1 NEW_COIN");
  });

  it("computes a rate, if there is an amount", () => {
    expect(formatRate("en", "49.90", "eur", "0.000824")).toBe("€60,558.3");
    expect(formatRate("en", "49.90", "eur", "0")).toBeNull();
    expect(formatRate("en", "49.90", "eur", null)).toBeNull();
  });
});

describe("toSentence", () => {
  it.each([
    ["Calypso: the refund has arrived, it can't be taken back", "The refund has arrived, it can't be taken back."],
    ["the payout failed (Calypso: no such address.)", "The payout failed (Calypso: no such address.)"],
    ["Failed to fetch.", "Failed to fetch."],
    ["", "."],
  ])("%j becomes %j", (given, text) => {
    expect(toSentence(given)).toBe(text);
  });
});

describe("dates", () => {
  it("formats the age of a rate", () => {
    const at = "2026-11-21T10:00:00Z";
    expect(formatAge("en", at, Date.parse(at) + 12_000)).toBe("12 seconds ago");
    expect(formatAge("en", at, Date.parse(at) + 125_000)).toBe("2 minutes ago");
    // The server's clock may be ahead.
    expect(formatAge("en", at, Date.parse(at) - 3_000)).toBe("now");
  });

  it("starts a day in the reader's time zone, across months", () => {
    expect(startOfDay("2026-11-30")).toBe(new Date(2026, 10, 30).toISOString());
    expect(startOfDay("2026-11-30", 1)).toBe(new Date(2026, 11, 1).toISOString());
    expect(startOfDay("soon")).toBeUndefined();
  });

  it("shortens the middle of an address", () => {
    expect(shorten("TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX")).toBe("TEoZ53…iRrAMX");
    expect(shorten("short")).toBe("short");
  });
});
