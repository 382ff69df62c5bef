import { knownCurrencies, networks } from "@calypso-commerce/core/currencies";
import { describe, expect, it } from "vitest";
import { lifetimeMinutes, raisedNetworks } from "../../src/currencies/lifetime";
import { checkLifetime } from "../../src/health/health-checks";

describe("lifetimeMinutes", () => {
  it.each([
    [undefined, ["BTC"], undefined],
    [15, ["BTC"], 360],
    [15, ["USDT_TRX"], 30],
    [15, ["UNHEARD_OF"], 15],
    [720, ["BTC"], 720],
    [15, ["USDT_TRX", "ETH", "BTC"], 360],
  ])("%s minutes with %j is %s", (configured, currencies, minutes) => {
    expect(lifetimeMinutes(configured, currencies)).toBe(minutes);
  });

  it("outlives the usual waiting time of every network, and stays below a day", () => {
    for (const { usualMinutes, leastLifetimeMinutes } of Object.values(networks)) {
      expect(leastLifetimeMinutes).toBeGreaterThan(usualMinutes);
      expect(leastLifetimeMinutes).toBeLessThan(24 * 60);
    }
    for (const { code } of knownCurrencies()) expect(lifetimeMinutes(5, [code])).toBeGreaterThanOrEqual(30);
  });
});

describe("the health check of lifetimes", () => {
  const check = (expiresAfterMinutes: number | undefined) => checkLifetime({ expiresAfterMinutes } as never);

  it("warns of settings that would strand payments", () => {
    expect(raisedNetworks(120)).toEqual(["Bitcoin (360)"]);
    expect(check(15)).toMatchObject({ status: "warn", message: expect.stringContaining("Bitcoin (360)") });
    expect(check(360).status).toBe("ok");
    expect(check(undefined).status).toBe("ok");
  });
});
