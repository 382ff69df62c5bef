import { describe, expect, it } from "vitest";
import { type CalypsoClientOptions, readOptions } from "../../src/client/calypso-client-options.ts";

describe("options", () => {
  it.each([
    [{ publicKey: "" }, "invalid_option", "publicKey"],
    [{ secretKey: "  " }, "blank_secret", "secretKey"],
    [{ account: "" }, "invalid_option", "account"],
    [{ baseUrl: "api.calypso.finance" }, "invalid_option", "baseUrl"],
    [{ baseUrl: "ftp://x" }, "invalid_option", "baseUrl"],
    [{ baseUrl: "https://user:pass@x" }, "invalid_option", "baseUrl"],
    [{ timeoutMs: 0 }, "invalid_option", "timeoutMs"],
    [{ timeoutMs: Number.NaN }, "invalid_option", "timeoutMs"],
    [{ retries: -1 }, "invalid_option", "retries"],
  ] satisfies [Partial<CalypsoClientOptions>, string, string][])("refuses %j with %s", (options, code, name) => {
    expect(() => readOptions({ publicKey: "p", secretKey: "s", account: "a", ...options })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    );
  });

  it("have defaults, and no slash at the end of baseUrl", () => {
    const { baseUrl, timeoutMs, retries } = readOptions({ publicKey: "p", secretKey: "s", account: "a" });
    expect({ baseUrl, timeoutMs, retries }).toEqual({
      baseUrl: "https://api.calypso.finance",
      timeoutMs: 15_000,
      retries: 2,
    });
    expect(
      readOptions({ publicKey: "p", secretKey: "s", account: "a", baseUrl: "http://127.0.0.1:7780/x/" }).baseUrl,
    ).toBe("http://127.0.0.1:7780/x");
  });
});
