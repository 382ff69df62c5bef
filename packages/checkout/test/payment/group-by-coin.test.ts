import { describe, expect, it } from "vitest";
import { groupByCoin, matchesSearch } from "../../src/payment/group-by-coin.ts";

const currency = (code: string, symbol: string, name: string, network: string, tokenStandard?: string) => ({
  code,
  symbol,
  name,
  network,
  ...(tokenStandard && { tokenStandard }),
});
const coins = groupByCoin([
  currency("AAA", "AAA", "Aardvark", "Aardvark"),
  currency("XDG", "DOGE", "Dogecoin", "Dogecoin"),
  currency("USDT_TRX", "USDT", "Tether USD", "TRON", "TRC-20"),
  currency("BTC", "BTC", "Bitcoin", "Bitcoin"),
  currency("USDT", "USDT", "Tether USD", "Ethereum", "ERC-20"),
]);

describe("groupByCoin", () => {
  it("puts popular coins first and joins the networks of a coin", () => {
    expect(coins.map(({ symbol, networks }) => [symbol, networks.map(({ code }) => code)])).toEqual([
      ["USDT", ["USDT_TRX", "USDT"]],
      ["BTC", ["BTC"]],
      ["DOGE", ["XDG"]],
      ["AAA", ["AAA"]],
    ]);
  });
});

describe("matchesSearch", () => {
  it.each([
    ["doge", ["DOGE"]],
    [" TRC ", ["USDT"]],
    ["coin", ["BTC", "DOGE"]],
    ["", ["USDT", "BTC", "DOGE", "AAA"]],
    ["zzz", []],
  ])("finds by %j", (search, symbols) => {
    expect(coins.filter((coin) => matchesSearch(coin, search)).map(({ symbol }) => symbol)).toEqual(symbols);
  });
});
