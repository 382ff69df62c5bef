import { describe, expect, it } from "vitest";
import { sign, verify } from "../../src/index.ts";

// Source: documentation, "Get started with API".
const secretKey = "b823a6b9ea72408583cef9ec8d67fa52";
const body = '{"timestamp":1}';
const signature =
  "b16e9d45f49f2069becbc4f108b237bee588cfc353fe9501df103e692acbc68d482a10d34c12bea22fedde7e28e1b8e57a6a0a373b0e9a27c5257bd8b36e13b9";

// Source: RFC 4231, test cases 2 and 6 (a key longer than the block).
const rfc4231 = [
  {
    key: "Jefe",
    data: "what do ya want for nothing?",
    mac: "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  },
];

describe("sign", () => {
  it("reproduces the documentation's signature", async () => {
    expect(await sign(body, secretKey)).toBe(signature);
  });

  it.each(rfc4231)("agrees with RFC 4231 for key $key", async ({ key, data, mac }) => {
    expect(await sign(data, key)).toBe(mac);
  });

  it("signs strings as UTF-8", async () => {
    const text = '{"description":"Grüße, 価格, 🪙"}';
    expect(await sign(text, "sécret")).toBe(await sign(new TextEncoder().encode(text), "sécret"));
  });

  it("signs an empty body", async () => {
    expect(await verify("", await sign("", "k"), "k")).toBe(true);
  });

  it("signs only the bytes of a view into a larger buffer", async () => {
    const bytes = new TextEncoder().encode(`xx${body}yy`);
    expect(await sign(bytes.subarray(2, 2 + body.length), secretKey)).toBe(signature);
  });

  it.each(["", "  ", "\n"])("refuses a blank secret: %j", async (blank) => {
    await expect(sign(body, blank)).rejects.toMatchObject({ code: "blank_secret", name: "CalypsoArgumentError" });
    await expect(verify(body, signature, blank)).rejects.toMatchObject({ code: "blank_secret" });
  });
});

describe("verify", () => {
  it("accepts lower-case and upper-case hex", async () => {
    expect(await verify(body, signature, secretKey)).toBe(true);
    expect(await verify(body, signature.toUpperCase(), secretKey)).toBe(true);
    expect(await verify(new TextEncoder().encode(body), signature, secretKey)).toBe(true);
  });

  it("refuses any changed byte of the body", async () => {
    for (let i = 0; i < body.length; i++) {
      const changed = new TextEncoder().encode(body);
      changed[i] = (changed[i] as number) ^ 1;
      expect(await verify(changed, signature, secretKey)).toBe(false);
    }
  });

  it("refuses any changed digit of the signature", async () => {
    for (let i = 0; i < signature.length; i++) {
      const digit = signature[i] === "0" ? "1" : "0";
      expect(await verify(body, signature.slice(0, i) + digit + signature.slice(i + 1), secretKey)).toBe(false);
    }
  });

  it.each([
    ["empty", ""],
    ["too short", signature.slice(2)],
    ["too long", `${signature}00`],
    ["not hex", `zz${signature.slice(2)}`],
    ["not hex at its end", `${signature.slice(0, -1)}g`],
    ["with a space", ` ${signature.slice(1)}`],
    ["with a digit of another script", `${signature.slice(0, -1)}٣`],
    ["base64", btoa(signature).slice(0, 128)],
  ])("is false, not an error, for a signature that is %s", async (_, wrong) => {
    expect(await verify(body, wrong, secretKey)).toBe(false);
  });

  it("refuses another secret", async () => {
    expect(await verify(body, signature, `${secretKey} `)).toBe(false);
  });

  it("keeps concurrent verifications apart", async () => {
    const bodies = Array.from({ length: 200 }, (_, i) => `{"timestamp":${i}}`);
    const signatures = await Promise.all(bodies.map((text) => sign(text, secretKey)));
    const right = await Promise.all(bodies.map((text, i) => verify(text, signatures[i] as string, secretKey)));
    expect(right).toEqual(bodies.map(() => true));
    const wrong = await Promise.all(bodies.map((text, i) => verify(text, signatures.at(i - 1) as string, secretKey)));
    expect(wrong).toEqual(bodies.map(() => false));
  });

  it("keeps more secrets apart than it caches", async () => {
    const signatures = await Promise.all(Array.from({ length: 300 }, (_, i) => sign(body, `secret-${i}`)));
    expect(new Set(signatures).size).toBe(300);
    for (const i of [0, 1, 150, 299]) expect(await verify(body, signatures[i] as string, `secret-${i}`)).toBe(true);
  });
});
