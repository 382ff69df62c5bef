import type { CalypsoOptions } from "../../src/options/calypso-options";
import { parseOptions } from "../../src/options/parse-options";

const credentials = { publicKey: "pk", secretKey: "sk", account: "0xabc" };
const base: CalypsoOptions = { credentials };

describe("parseOptions", () => {
  it("fills in defaults", () => {
    expect(parseOptions(base)).toEqual({
      credentials: { ...credentials, baseUrl: "https://api.calypso.finance", payUrl: "https://pay.calypso.finance" },
      webhooks: { relaySigningSecrets: [], keys: [] },
      checkout: { flow: "invoice", description: "{store}: {items}", leastAmount: {}, paymentLinkDays: 14 },
      payments: { placeOrderOn: "detected", heldPayments: "place", overpayment: "accept", watchExpiredDays: 14 },
      refunds: {
        approvalAbove: {},
        limitPerRefund: {},
        limitPerPayment: {},
        limitPerDay: {},
        limitPerRequesterPerDay: {},
        apiKeysMayApprove: false,
        claimDays: 14,
      },
      providerId: "calypso",
      timeoutMs: 15_000,
    });
  });

  it.each(["05", "00", "01.5", "1.", "-1", "1e3"])("refuses the amount %s", (amount) => {
    expect(() => parseOptions({ ...base, refunds: { limitPerRefund: amount } })).toThrow(/without leading zeros/);
    expect(() => parseOptions({ ...base, payments: { underpaymentTolerance: { absolute: amount } } })).toThrow(
      /without leading zeros/,
    );
  });

  it("takes undefined values for absent ones", () => {
    const absent = { webhooks: { relaySigningSecret: undefined }, checkout: { flow: undefined }, refunds: undefined };
    expect(parseOptions({ ...base, ...absent })).toEqual(parseOptions(base));
  });

  it("derives the pay pages' address from another API's", () => {
    const options = { credentials: { ...credentials, baseUrl: "http://127.0.0.1:7780/" } };
    expect(parseOptions(options).credentials).toMatchObject({
      baseUrl: "http://127.0.0.1:7780",
      payUrl: "http://127.0.0.1:7780",
    });
  });

  it("normalizes limits, currency lists and secrets", () => {
    const secret = `whsec_${"A".repeat(32)}`;
    const settings = parseOptions({
      ...base,
      webhooks: { relaySigningSecret: secret },
      checkout: { currencies: ["BTC"] },
      refunds: { limitPerRefund: "100", limitPerDay: { EUR: "40" } },
    });
    expect(settings.webhooks.relaySigningSecrets).toEqual([secret]);
    expect(settings.checkout.currencies).toEqual({ default: ["BTC"] });
    expect(settings.refunds).toMatchObject({ limitPerRefund: { default: "100" }, limitPerDay: { eur: "40" } });
  });

  it("ignores the database settings that Medusa adds to every module's options", () => {
    expect(() => parseOptions({ ...base, database: { clientUrl: "postgres://" } })).not.toThrow();
  });

  const withCredentials = (bad: object) => ({ credentials: { ...credentials, ...bad } });

  it.each<[object, string]>([
    [withCredentials({ secretKey: "" }), '"credentials.secretKey" is blank'],
    [withCredentials({ secretKey: "  " }), '"credentials.secretKey" is blank'],
    [withCredentials({ secretKey: undefined }), '"credentials.secretKey" is missing'],
    [withCredentials({ publicKey: "" }), '"credentials.publicKey" is blank'],
    [withCredentials({ account: "" }), '"credentials.account" is blank'],
    [
      withCredentials({ baseUrl: "api.calypso.finance" }),
      '"credentials.baseUrl" must be the address of Calypso\'s API, starting with https://',
    ],
    [
      withCredentials({ baseUrl: "http://api.calypso.finance" }),
      '"credentials.baseUrl" must be the address of Calypso\'s API, starting with https://',
    ],
    [withCredentials({ secret: "x" }), '"credentials.secret" doesn\'t exist'],
    [{ credentials: undefined }, '"credentials" is missing; give publicKey, secretKey and account'],
    [{ checkout: { flow: "card" } }, '"checkout.flow" must be "invoice" or "widget"'],
    [{ checkout: { returnUrl: "/checkout" } }, '"checkout.returnUrl" must be a web address'],
    [{ checkout: { logoUrl: "javascript:alert(1)" } }, '"checkout.logoUrl" must be a web address'],
    [{ checkout: { expiresAfterMinutes: 1440 } }, '"checkout.expiresAfterMinutes" must be less than a day (1440)'],
    [{ checkout: "widget" }, '"checkout" must be an object'],
    [{ payments: { placeOrderOn: "never" } }, '"payments.placeOrderOn" must be "detected" or "settled"'],
    [{ payments: { underpaymentTolerance: {} } }, '"payments.underpaymentTolerance" must have percent, absolute'],
    [{ webhooks: { relaySigningSecret: "" } }, '"webhooks.relaySigningSecret[1]" is blank'],
    [{ webhooks: { relaySigningSecret: "whsec_short" } }, '"webhooks.relaySigningSecret[1]" is not a signing secret'],
    [
      { webhooks: { relaySigningSecret: [`whsec_${"A".repeat(32)}`, " "] } },
      '"webhooks.relaySigningSecret[2]" is blank',
    ],
    [{ webhooks: { keys: [{ publicKey: "a", secretKey: "" }] } }, '"webhooks.keys[1].secretKey" is blank'],
    [{ timeoutMs: 1.5 }, '"timeoutMs" must be a whole number'],
    [{ providerId: "a_b" }, '"providerId" may only have small letters'],
    [{ secret: "x" }, '"secret" doesn\'t exist'],
  ])("refuses %j in one sentence that names the option", (bad, sentence) => {
    const message = messageOf({ ...base, ...bad });
    expect(message).toContain(sentence);
    expect(message.split("\n")).toHaveLength(1);
    expect(message).toMatch(/^Calypso: .*\.$/);
  });

  it("says what is required when nothing is given", () => {
    expect(messageOf(undefined)).toBe("Calypso: the options are missing; give at least credentials.");
  });

  it("names the new place of each option of the former flat form", () => {
    expect(messageOf({ ...credentials, flow: "widget", webhookKeys: [], refunds: {} })).toBe(
      'Calypso: the options are grouped: "publicKey" moved to "credentials.publicKey", "secretKey" moved to ' +
        '"credentials.secretKey", "account" moved to "credentials.account", "flow" moved to "checkout.flow", ' +
        '"webhookKeys" moved to "webhooks.keys".',
    );
  });
});

function messageOf(options: unknown): string {
  try {
    parseOptions(options);
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}
