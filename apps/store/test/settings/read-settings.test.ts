import { describe, expect, it } from "vitest";
import { calypsoOptions, readSettings, SettingsError } from "../../src/settings";

const required = { DATABASE_URL: "postgres://localhost/shop", JWT_SECRET: "one", COOKIE_SECRET: "two" };
const calypso = { CALYPSO_PUBLIC_KEY: "public", CALYPSO_SECRET_KEY: "hush", CALYPSO_ACCOUNT: "account" };

describe("readSettings", () => {
  it("applies the defaults", () => {
    expect(readSettings({ ...required, UNRELATED: "" })).toMatchObject({
      PORT: 9000,
      STOREFRONT_URL: "http://localhost:8000",
      DISABLE_ADMIN: "false",
    });
  });

  it.each([
    [
      "DATABASE_URL",
      undefined,
      "DATABASE_URL is missing: give the address of a PostgreSQL database, postgres://user@host:5432/name.",
    ],
    [
      "DATABASE_URL",
      "mysql://localhost/shop",
      "DATABASE_URL must be a URL that starts with postgres:// or postgresql://.",
    ],
    ["JWT_SECRET", undefined, "JWT_SECRET is missing."],
    ["JWT_SECRET", "  ", "JWT_SECRET is blank: give it a value or remove it."],
    ["COOKIE_SECRET", "", "COOKIE_SECRET is blank: give it a value or remove it."],
    ["REDIS_URL", "", "REDIS_URL is blank: give it a value or remove it."],
    ["REDIS_URL", "localhost:6379", "REDIS_URL must be a URL that starts with redis:// or rediss://."],
    ["PORT", "http", "PORT must be a port number."],
    ["PORT", "90000", "PORT must be a port number."],
    ["STOREFRONT_URL", "shop", "STOREFRONT_URL must be a URL that starts with http:// or https://."],
    [
      "STORE_CORS",
      "https://a.example,b",
      "STORE_CORS must be a comma-separated list of origins such as https://shop.example.",
    ],
    ["DISABLE_ADMIN", "yes", 'DISABLE_ADMIN must be "true" or "false".'],
    ["CALYPSO_BASE_URL", "api.calypso.finance", "CALYPSO_BASE_URL must be a URL that starts with http:// or https://."],
    ["CALYPSO_SECRET_KEY", "", "CALYPSO_SECRET_KEY is blank: give it a value or remove it."],
    [
      "CALYPSO_RELAY_SIGNING_SECRET",
      "hush",
      "CALYPSO_RELAY_SIGNING_SECRET must be the relay's signing secret, whsec_….",
    ],
    ["CALYPSO_PLACE_ORDER_ON", "paid", 'CALYPSO_PLACE_ORDER_ON must be "detected" or "settled".'],
    [
      "ADMIN_EMAIL",
      "admin@example.com",
      "ADMIN_PASSWORD is missing: the admin user needs ADMIN_EMAIL, ADMIN_PASSWORD together.",
    ],
  ])("refuses %s=%s", (name, value, message) => {
    expect(() => readSettings({ ...required, [name]: value })).toThrow(new SettingsError(message));
  });

  it.each(Object.keys(calypso))("refuses Calypso Pay's settings without %s, without quoting the others", (name) => {
    const error = attempt({ ...required, ...calypso, [name]: undefined });
    expect(error?.message).toMatch(new RegExp(`^${name} is missing: Calypso Pay needs `));
    expect(error?.message).not.toContain("hush");
  });

  it("accepts patterns and several origins for CORS", () => {
    const STORE_CORS = "https://a.example,/\\.b\\.example$/";
    expect(readSettings({ ...required, STORE_CORS }).STORE_CORS).toBe(STORE_CORS);
  });
});

describe("calypsoOptions", () => {
  it("are undefined without Calypso Pay's settings", () => {
    expect(calypsoOptions(readSettings(required))).toBeUndefined();
  });

  it("return shoppers to the storefront and accept two signing secrets", () => {
    const settings = readSettings({
      ...required,
      ...calypso,
      STOREFRONT_URL: "https://shop.example",
      CALYPSO_RELAY_SIGNING_SECRET: "whsec_b25l,whsec_dHdv",
    });
    expect(calypsoOptions(settings)).toEqual({
      credentials: { publicKey: "public", secretKey: "hush", account: "account" },
      webhooks: { relaySigningSecret: ["whsec_b25l", "whsec_dHdv"] },
      checkout: { returnUrl: "https://shop.example/checkout", paymentLinkUrl: "https://shop.example/pay" },
      payments: {},
      refunds: { claimUrl: "https://shop.example/refund/{token}" },
    });
  });
});

function attempt(env: Record<string, string | undefined>): Error | undefined {
  try {
    readSettings(env);
  } catch (error) {
    return error as Error;
  }
}
