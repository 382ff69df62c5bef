import { describe, expect, it } from "vitest";
import { constructEvent, sign } from "../../src/index.ts";

const key = { publicKey: "c529e14832b34b74972365cf7bf02430", secretKey: "b823a6b9ea72408583cef9ec8d67fa52" };
const other = { publicKey: "11111111111111111111111111111111", secretKey: "22222222222222222222222222222222" };

describe("constructEvent", () => {
  const make = (body = '{"eventType":"INVOICE_PAID","data":{"parentExternalId":"i1"}}') =>
    sign(body, key.secretKey).then((signature) => ({ body, signature }));

  it("accepts headers in any case and shape, text and bytes", async () => {
    const { body, signature } = await make();
    const shapes = [
      new Headers({ key: key.publicKey, sign: signature }),
      { KEY: key.publicKey, SIGN: signature.toUpperCase() },
      { key: [key.publicKey], sign: [signature] },
    ];
    for (const headers of shapes) {
      expect((await constructEvent(body, headers, key)).type).toBe("INVOICE_PAID");
      expect((await constructEvent(new TextEncoder().encode(body), headers, [other, key])).type).toBe("INVOICE_PAID");
    }
  });

  it("accepts two secrets of one public key", async () => {
    const { body, signature } = await make();
    const keys = [{ ...key, secretKey: "old" }, key];
    await expect(constructEvent(body, { Key: key.publicKey, Sign: signature }, keys)).resolves.toBeDefined();
  });

  it.each([
    ["no Key", { Sign: "00" }, "missing_key", /Key header is missing/],
    ["no Sign", { Key: key.publicKey }, "missing_signature", /Sign header is missing/],
    ["a blank Sign", { Key: key.publicKey, Sign: " " }, "missing_signature", /missing/],
    ["two Signs", { Key: key.publicKey, Sign: ["a", "b"] }, "missing_signature", /missing/],
    ["a Sign that is not hex", { Key: key.publicKey, Sign: "x".repeat(128) }, "malformed_signature", /hex/],
    ["another Key", { Key: "someone", Sign: "0".repeat(128) }, "unknown_key", /Create Webhook/],
    ["another signature", { Key: key.publicKey, Sign: "0".repeat(128) }, "signature_mismatch", /not this body's/],
  ])("refuses %s with a matching code and message", async (_, headers, code, message) => {
    const { body } = await make();
    await expect(constructEvent(body, headers, key)).rejects.toMatchObject({
      name: "CalypsoSignatureError",
      code,
      message: expect.stringMatching(message),
    });
  });

  it("refuses a parsed body", async () => {
    const { signature } = await make();
    const parsed = { eventType: "INVOICE_PAID" } as unknown as string;
    await expect(constructEvent(parsed, { Key: key.publicKey, Sign: signature }, key)).rejects.toMatchObject({
      code: "body_not_raw",
    });
  });

  it("explains white space around the secret or the body", async () => {
    const { body, signature } = await make();
    const headers = { Key: key.publicKey, Sign: signature };
    await expect(constructEvent(body, headers, { ...key, secretKey: `${key.secretKey}\n` })).rejects.toMatchObject({
      code: "signature_mismatch",
      message: expect.stringContaining("white space around it"),
    });
    await expect(constructEvent(`${body}\n`, headers, key)).rejects.toMatchObject({
      code: "signature_mismatch",
      message: expect.stringContaining("around the body"),
    });
  });

  it("refuses a body that was parsed and rewritten", async () => {
    const { signature } = await make('{"eventType":"INVOICE_PAID","data":{"amount":1.10}}');
    const rewritten = JSON.stringify(JSON.parse('{"eventType":"INVOICE_PAID","data":{"amount":1.10}}'));
    await expect(constructEvent(rewritten, { Key: key.publicKey, Sign: signature }, key)).rejects.toMatchObject({
      code: "signature_mismatch",
    });
  });

  it("keeps secret, signature and body out of messages", async () => {
    const { body, signature } = await make();
    const error = await constructEvent(`${body} `, { Key: key.publicKey, Sign: signature }, key).catch((e) => e);
    for (const secret of [key.secretKey, signature, body]) expect(String(error)).not.toContain(secret);
  });

  it("refuses missing and blank keys", async () => {
    const { body, signature } = await make();
    const headers = { Key: key.publicKey, Sign: signature };
    await expect(constructEvent(body, headers, [])).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(constructEvent(body, headers, { ...key, secretKey: " " })).rejects.toMatchObject({
      code: "blank_secret",
    });
  });

  it("throws an event error for an authentic non-event", async () => {
    const { body, signature } = await make("hello");
    await expect(constructEvent(body, { Key: key.publicKey, Sign: signature }, key)).rejects.toMatchObject({
      code: "malformed_event",
    });
  });
});
