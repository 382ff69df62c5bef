import { describe, expect, test } from "vitest";
import { parseAdminTokenSetting, parseKeepDeliveredDaysSetting, parseMasterKeySetting } from "../../src/settings.ts";

const key = btoa("k".repeat(32));

describe("refuses an invalid setting with one sentence that names it", () => {
  test.each([undefined, "", " ", "secret", btoa("short"), `${key}=`, `${key},`, `${key},short`, btoa("k".repeat(33))])(
    "RELAY_MASTER_KEY %j",
    (setting) => {
      expect(() => parseMasterKeySetting(setting)).toThrow(/^RELAY_MASTER_KEY is (blank|malformed): [^.]+\.$/);
    },
  );
  test.each([undefined, "", " ", "short", "with white space in it", "a".repeat(16).concat("é")])(
    "RELAY_ADMIN_TOKEN %j",
    (setting) => {
      expect(() => parseAdminTokenSetting(setting)).toThrow(/^RELAY_ADMIN_TOKEN is (blank|malformed): [^.]+\.$/);
    },
  );
  test.each(["-1", "31", "week"])("RELAY_KEEP_DELIVERED_DAYS %j", (setting) => {
    expect(() => parseKeepDeliveredDaysSetting({ RELAY_KEEP_DELIVERED_DAYS: setting })).toThrow(
      /^RELAY_KEEP_DELIVERED_DAYS must/,
    );
  });
});

test("parses valid settings", () => {
  expect(parseMasterKeySetting(key)).toHaveLength(1);
  expect(parseMasterKeySetting(`${key}, ${key}`)).toHaveLength(2);
  expect(parseAdminTokenSetting("0123456789abcdef")).toBe("0123456789abcdef");
  expect(parseKeepDeliveredDaysSetting({})).toBe(7);
  expect(parseKeepDeliveredDaysSetting({ RELAY_KEEP_DELIVERED_DAYS: "0" })).toBe(0);
  expect(parseKeepDeliveredDaysSetting({ RELAY_KEEP_DELIVERED_DAYS: "30" })).toBe(30);
});
