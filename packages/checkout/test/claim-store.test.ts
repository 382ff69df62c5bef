import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ClaimSnapshot, type ClaimStore, createClaimStore, createMedusaClaimBackend } from "../src/headless.ts";
import { createFakeShop, type FakeShop } from "./fake-shop.ts";

const path = "/store/calypso/refund-claims/tok%2Fen";
const open = {
  status: "open",
  amount: "12.50",
  currency_code: "EUR",
  crypto_currency: "USDT_TRX",
  crypto_name: "Tether USD",
  network: "TRON",
  token_standard: "TRC-20",
  expires_at: "2026-12-05T10:00:00.000Z",
};

describe("createClaimStore", () => {
  let shop: FakeShop;
  const unsubscribes: (() => void)[] = [];

  beforeEach(async () => {
    shop = await createFakeShop();
  });
  afterEach(async () => {
    for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
    await shop.close();
  });

  const create = () =>
    createClaimStore({
      backend: createMedusaClaimBackend({ url: shop.url, publishableKey: "pk_1", token: "tok/en" }),
      pollMs: 10,
    });

  function until(store: ClaimStore, fits: (snapshot: ClaimSnapshot) => boolean): Promise<ClaimSnapshot> {
    return new Promise((resolve) => {
      const look = () => fits(store.getSnapshot()) && resolve(store.getSnapshot());
      unsubscribes.push(store.subscribe(look));
      look();
    });
  }

  it("loads a claim, takes the address, and follows the payout to its end", async () => {
    let claim: object = open;
    shop.on(`GET ${path}`, () => ({ body: { claim } }));
    shop.on(`POST ${path}`, () => {
      claim = { ...open, status: "used" };
      return { body: { claim } };
    });
    const store = create();
    const loaded = await until(store, ({ claim }) => claim !== undefined);
    expect(loaded.claim).toEqual({
      state: "open",
      fiatAmount: "12.50",
      fiatCurrency: "EUR",
      currency: { code: "USDT_TRX", symbol: "USDT", name: "Tether USD", network: "TRON", tokenStandard: "TRC-20" },
    });
    await Promise.all([store.submit("T1"), store.submit("T1")]);
    expect(store.getSnapshot()).toMatchObject({ submitting: false, claim: { state: "given" } });
    expect(shop.requests.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      { destination: "T1" },
    ]);
    claim = { ...open, status: "used", state: "completed" };
    await until(store, ({ claim }) => claim?.state === "completed");
  });

  it.each([
    ["used", undefined, "given"],
    ["used", "awaiting_approval", "given"],
    ["used", "failed", "given"],
    ["used", "submitting", "in_progress"],
    ["used", "unknown", "in_progress"],
    ["used", "in_progress", "in_progress"],
    ["used", "completed", "completed"],
    ["used", "canceled", "canceled"],
    ["expired", "awaiting_destination", "link_over"],
    ["revoked", "awaiting_destination", "link_over"],
  ])("takes a link that is %s, of a refund that is %s, for %s", async (status, state, expected) => {
    shop.on(`GET ${path}`, { body: { claim: { ...open, status, state } } });
    expect((await until(create(), ({ claim }) => claim !== undefined)).claim?.state).toBe(expected);
  });

  it("says that a link isn't valid, and asks no more", async () => {
    const store = create();
    expect((await until(store, ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("not_found");
    expect(shop.count(`GET ${path}`)).toBe(1);
  });

  it("says that the address won't do, and keeps the form", async () => {
    shop.on(`GET ${path}`, { body: { claim: open } });
    shop.on(`POST ${path}`, { status: 400, body: { message: "not an address" } });
    const store = create();
    await until(store, ({ claim }) => claim !== undefined);
    await store.submit("wrong");
    expect(store.getSnapshot()).toMatchObject({ claim: { state: "open" }, submitError: { code: "refused" } });
  });

  it("goes on after trouble at the shop", async () => {
    shop.on(`GET ${path}`, () => (shop.count(`GET ${path}`) === 1 ? { status: 503 } : { body: { claim: open } }));
    const store = create();
    expect((await until(store, ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("server");
    expect(await until(store, ({ claim }) => claim !== undefined)).toMatchObject({ loadError: undefined });
  });

  it.each([
    { claim: null },
    { claim: { ...open, status: "a new word" } },
    { claim: { ...open, crypto_currency: null } },
    { claim: { ...open, amount: 12.5 } },
  ])("takes no claim from %j", async (body) => {
    shop.on(`GET ${path}`, { body });
    expect((await until(create(), ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("malformed");
  });
});
