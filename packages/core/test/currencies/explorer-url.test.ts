import { describe, expect, it } from "vitest";
import { addressUrl, transactionUrl } from "../../src/currencies/explorer-url.ts";

describe("explorer URLs", () => {
  it.each([
    ["BTC", "https://mempool.space/tx/ab", "https://mempool.space/address/ab"],
    ["USDT", "https://etherscan.io/tx/ab", "https://etherscan.io/address/ab"],
    ["MATIC", "https://polygonscan.com/tx/ab", "https://polygonscan.com/address/ab"],
    ["USDT_TRX", "https://tronscan.org/#/transaction/ab", "https://tronscan.org/#/address/ab"],
    ["USDT_TON", "https://tonviewer.com/transaction/ab", "https://tonviewer.com/ab"],
  ])("of %s", (code, transaction, address) => {
    expect(transactionUrl(code, "ab")).toBe(transaction);
    expect(addressUrl(code, "ab")).toBe(address);
  });

  it("are undefined for unknown currencies, and escape markup", () => {
    expect(transactionUrl("XMR", "ab")).toBeUndefined();
    expect(transactionUrl("BTC", "")).toBeUndefined();
    expect(transactionUrl("BTC", '"><script>$&')).toBe("https://mempool.space/tx/%22%3E%3Cscript%3E%24%26");
  });
});
