import { describe, expect, it } from "vitest";
import { parseTransfer } from "../../src/wallet/parse-transfer.ts";

const payee = "0x52908400098527886E0F7030069857D2E4169EE7";
const token = "0xdAC17F958D2ee523a2206206994597C13D831ec7";

describe("parseTransfer", () => {
  it("reads a transfer of a chain's own coin", () => {
    expect(parseTransfer(`ethereum:${payee}@56?value=1000000000000000001`, payee)).toEqual({
      chainId: 56,
      to: payee,
      units: 1_000_000_000_000_000_001n,
    });
  });

  it("reads a transfer of a token", () => {
    const uri = `ethereum:${token}@1/transfer?address=${payee}&uint256=85760870`;
    expect(parseTransfer(uri, payee.toLowerCase())).toEqual({ chainId: 1, to: payee, units: 85_760_870n, token });
  });

  it.each([
    ["another payee", `ethereum:${token}@1?value=1`],
    ["a token for another payee", `ethereum:${token}@1/transfer?address=${token}&uint256=1`],
    ["no chain", `ethereum:${payee}?value=1`],
    ["no amount", `ethereum:${payee}@1`],
    ["nothing", `ethereum:${payee}@1?value=0`],
    ["a fraction", `ethereum:${payee}@1?value=1.5`],
    ["another function", `ethereum:${token}@1/approve?address=${payee}&uint256=1`],
    ["more parameters", `ethereum:${payee}@1?value=1&gas=9`],
    ["another scheme", "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?amount=1"],
    ["an unsafe chain", `ethereum:${payee}@99999999999999999999?value=1`],
  ])("refuses %s", (_, uri) => {
    expect(parseTransfer(uri, payee)).toBeUndefined();
  });

  it("refuses without a payee or a link", () => {
    expect(parseTransfer(`ethereum:${payee}@1?value=1`, undefined)).toBeUndefined();
    expect(parseTransfer(undefined, payee)).toBeUndefined();
  });
});
