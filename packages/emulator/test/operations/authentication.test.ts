import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/index.ts";
import { createMerchant, hmac, type Merchant } from "../support/merchant.ts";

// The documentation's own vector: this secret and body give this signature.
const secretKey = "b823a6b9ea72408583cef9ec8d67fa52";
const vector =
  "b16e9d45f49f2069becbc4f108b237bee588cfc353fe9501df103e692acbc68d482a10d34c12bea22fedde7e28e1b8e57a6a0a373b0e9a27c5257bd8b36e13b9";

let emulator: Emulator;
let merchant: Merchant;

beforeAll(async () => {
  emulator = await createEmulator({ secretKey });
  merchant = createMerchant(emulator);
});
afterAll(() => emulator.close());

const body = (fields: object = {}) => JSON.stringify({ account: emulator.account, timestamp: Date.now(), ...fields });

describe("authentication", () => {
  it("accepts the documentation's signature vector, then refuses its old timestamp", async () => {
    const answer = await merchant.sendText("/currency", '{"timestamp":1}', { headers: { Sign: vector } });
    expect(answer).toMatchObject({ status: 400, json: { error: "timestamp_off" } });
  });

  it("accepts upper-case hex", async () => {
    const text = body();
    const answer = await merchant.sendText("/account", text, {
      headers: { Sign: hmac(text, secretKey).toUpperCase() },
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    ["a wrong Key", { Key: "nobody" }, 401, "key_unknown"],
    ["a wrong Sign", { Sign: "0".repeat(128) }, 401, "sign_wrong"],
    ["a Sign that is not hex", { Sign: "sign" }, 401, "sign_wrong"],
    ["another content type", { "content-type": "text/plain" }, 400, "content_type"],
  ])("refuses %s", async (_what, headers, status, error) => {
    expect(await merchant.sendText("/account", body(), { headers })).toMatchObject({ status, json: { error } });
  });

  it("refuses a body altered after signing", async () => {
    const text = body();
    const headers = { Sign: hmac(text, secretKey) };
    const answer = await merchant.sendText("/account", text.replace("{", "{ "), { headers });
    expect(answer).toMatchObject({ status: 401, json: { error: "sign_wrong" } });
  });

  it.each([
    ["3 minutes old", -181_000],
    ["3 minutes early", 181_000],
  ])("refuses a timestamp %s", async (_what, offMs) => {
    const answer = await merchant.sendText("/account", body({ timestamp: Date.now() + offMs }));
    expect(answer).toMatchObject({ status: 400, json: { error: "timestamp_off" } });
  });

  it.each([
    ["another account", { account: "0x0" }, "account_unknown"],
    ["no account", { account: undefined }, "account_unknown"],
    ["no timestamp", { timestamp: undefined }, "timestamp_missing"],
    ["an unknown field", { payloads: {} }, "schema"],
  ])("refuses %s", async (_what, fields, error) => {
    expect(await merchant.sendText("/account", body(fields))).toMatchObject({ status: 400, json: { error } });
  });

  it("refuses to start with blank keys", async () => {
    await expect(createEmulator({ secretKey: " " })).rejects.toThrow("secretKey must not be blank");
  });
});
