import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ClaimSnapshot, type ClaimStore, createClaimStore, createMedusaClaimBackend } from "../src/headless.ts";
import { createFakeShop, type FakeShop } from "./fake-shop.ts";

const path = "/store/calypso/refund-claims/tok%2Fen";
const open = {
  state: "awaiting_destination",
  amount: "12.50",
  currency_code: "eur",
  currencies: [{ code: "USDT_TRX", name: "Tether USD (TRC-20)", network: "Tron" }],
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
    shop.on(`POST ${path}`, ({ body }) => {
      claim = { ...open, state: "awaiting_approval", ...(body as object) };
      return { body: { claim } };
    });
    const store = create();
    const loaded = await until(store, ({ claim }) => claim !== undefined);
    expect(loaded.claim).toEqual({
      state: "open",
      fiatAmount: "12.50",
      fiatCurrency: "EUR",
      currencies: [{ code: "USDT_TRX", symbol: "USDT", name: "Tether USD", network: "Tron", tokenStandard: "TRC-20" }],
    });
    await Promise.all([store.submit("T1", "USDT_TRX"), store.submit("T1", "USDT_TRX")]);
    expect(store.getSnapshot()).toMatchObject({ submitting: false, claim: { state: "given", destination: "T1" } });
    expect(shop.requests.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      { destination: "T1", currency: "USDT_TRX" },
    ]);
    claim = { ...open, state: "completed", crypto_currency: "USDT_TRX", crypto_amount: "13.6" };
    const done = await until(store, ({ claim }) => claim?.state === "completed");
    expect(done.claim).toMatchObject({ cryptoAmount: "13.6" });
  });

  it.each([
    ["awaiting_approval", "given"],
    ["ready", "given"],
    ["failed", "given"],
    ["submitting", "in_progress"],
    ["unknown", "in_progress"],
    ["in_progress", "in_progress"],
    ["completed", "completed"],
    ["canceled", "closed"],
  ])("takes the ledger's %s for %s", async (state, expected) => {
    shop.on(`GET ${path}`, { body: { claim: { ...open, state } } });
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
    await store.submit("wrong", "USDT_TRX");
    expect(store.getSnapshot()).toMatchObject({ claim: { state: "open" }, submitError: { code: "refused" } });
  });

  it("goes on after trouble at the shop", async () => {
    shop.on(`GET ${path}`, () => (shop.count(`GET ${path}`) === 1 ? { status: 503 } : { body: { claim: open } }));
    const store = create();
    expect((await until(store, ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("server");
    expect(await until(store, ({ claim }) => claim !== undefined)).toMatchObject({ loadError: undefined });
  });

  it.each([{ claim: null }, { claim: { state: "a new word" } }, { claim: { ...open, amount: 12.5 } }])(
    "takes no claim from %j",
    async (body) => {
      shop.on(`GET ${path}`, { body });
      expect((await until(create(), ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("malformed");
    },
  );
});
