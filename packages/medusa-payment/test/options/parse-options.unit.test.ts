import { parseOptions } from "../../src/options/parse-options";

const good = { publicKey: "pk", secretKey: "sk", account: "0xabc" };

describe("parseOptions", () => {
  it("fills in defaults", () => {
    expect(parseOptions(good)).toMatchObject({
      baseUrl: "https://api.calypso.finance",
      payUrl: "https://pay.calypso.finance",
      flow: "invoice",
      placeOrderOn: "detected",
      providerId: "calypso",
      relaySigningSecrets: [],
    });
  });

  it("takes the pay pages from where the API is, if it is elsewhere", () => {
    expect(parseOptions({ ...good, baseUrl: "http://127.0.0.1:7780/" }).payUrl).toBe("http://127.0.0.1:7780");
  });

  it("ignores the database settings that Medusa adds to every module's options", () => {
    expect(() => parseOptions({ ...good, database: { clientUrl: "postgres://" } })).not.toThrow();
  });

  it.each([
    [{ secretKey: "" }, '"secretKey" is blank'],
    [{ secretKey: "  " }, '"secretKey" is blank'],
    [{ secretKey: undefined }, '"secretKey" is missing'],
    [{ publicKey: "" }, '"publicKey" is blank'],
    [{ account: "" }, '"account" is blank'],
    [{ flow: "card" }, '"flow" must be "invoice" or "widget"'],
    [{ placeOrderOn: "never" }, '"placeOrderOn" must be "detected" or "settled"'],
    [{ baseUrl: "api.calypso.finance" }, '"baseUrl" must be the address of Calypso\'s API, starting with https://'],
    [
      { baseUrl: "http://api.calypso.finance" },
      '"baseUrl" must be the address of Calypso\'s API, starting with https://',
    ],
    [{ returnUrl: "/checkout" }, '"returnUrl" must be a web address'],
    [{ logoUrl: "javascript:alert(1)" }, '"logoUrl" must be a web address'],
    [{ relaySigningSecret: "" }, '"relaySigningSecret[1]" is blank'],
    [{ relaySigningSecret: "whsec_short" }, '"relaySigningSecret[1]" is not a signing secret'],
    [{ relaySigningSecret: [`whsec_${"A".repeat(32)}`, " "] }, '"relaySigningSecret[2]" is blank'],
    [{ webhookKeys: [{ publicKey: "a", secretKey: "" }] }, '"webhookKeys[1].secretKey" is blank'],
    [{ timeoutMs: 1.5 }, '"timeoutMs" must be a whole number'],
    [{ providerId: "a_b" }, '"providerId" may only have small letters'],
    [{ secret: "x" }, '"secret" doesn\'t exist'],
  ])("refuses %j with one sentence that names the setting", (bad, sentence) => {
    let message = "";
    try {
      parseOptions({ ...good, ...bad });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain(sentence);
    expect(message.split("\n")).toHaveLength(1);
    expect(message).toMatch(/^Calypso: .*\.$/);
  });

  it("says what is needed when nothing is given", () => {
    expect(() => parseOptions(undefined)).toThrow("give at least publicKey, secretKey and account");
  });
});
