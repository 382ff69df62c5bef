import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ClaimSnapshot, type ClaimStore, createClaimStore, createMedusaClaimBackend } from "../../src/headless.ts";
import { createFakeMedusa, type FakeMedusa } from "../support/fake-medusa.ts";

const path = "/store/calypso/refund-claims";
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
  let medusa: FakeMedusa;
  const unsubscribes: (() => void)[] = [];

  beforeEach(async () => {
    medusa = await createFakeMedusa();
  });
  afterEach(async () => {
    for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
    await medusa.close();
  });

  const create = () =>
    createClaimStore({
      backend: createMedusaClaimBackend({ url: medusa.url, publishableKey: "pk_1", token: "tok/en" }),
      pollMs: 10,
    });

  function until(store: ClaimStore, fits: (snapshot: ClaimSnapshot) => boolean): Promise<ClaimSnapshot> {
    return new Promise((resolve) => {
      const look = () => fits(store.getSnapshot()) && resolve(store.getSnapshot());
      unsubscribes.push(store.subscribe(look));
      look();
    });
  }

  it("loads a claim, submits the address, and polls the payout", async () => {
    let claim: object = open;
    medusa.on(`GET ${path}`, () => ({ body: { claim } }));
    medusa.on(`POST ${path}`, () => {
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
    // The token is in no path, which servers log.
    expect(medusa.requests.filter(({ path }) => path.includes("tok"))).toEqual([]);
    expect(medusa.requests.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
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
    ["expired", "awaiting_destination", "link_invalid"],
    ["revoked", "awaiting_destination", "link_invalid"],
  ])("reads a %s link of a refund at %s as %s", async (status, state, expected) => {
    medusa.on(`GET ${path}`, { body: { claim: { ...open, status, state } } });
    expect((await until(create(), ({ claim }) => claim !== undefined)).claim?.state).toBe(expected);
  });

  it("stops polling an invalid link", async () => {
    const store = create();
    expect((await until(store, ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("not_found");
    expect(medusa.count(`GET ${path}`)).toBe(1);
  });

  it("keeps the form open after a refused address", async () => {
    medusa.on(`GET ${path}`, { body: { claim: open } });
    medusa.on(`POST ${path}`, { status: 400, body: { message: "not an address" } });
    const store = create();
    await until(store, ({ claim }) => claim !== undefined);
    await store.submit("wrong");
    expect(store.getSnapshot()).toMatchObject({ claim: { state: "open" }, submitError: { code: "refused" } });
  });

  it("recovers after a server error", async () => {
    medusa.on(`GET ${path}`, () => (medusa.count(`GET ${path}`) === 1 ? { status: 503 } : { body: { claim: open } }));
    const store = create();
    expect((await until(store, ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("server");
    expect(await until(store, ({ claim }) => claim !== undefined)).toMatchObject({ loadError: undefined });
  });

  it.each([
    { claim: null },
    { claim: { ...open, status: "a new word" } },
    { claim: { ...open, crypto_currency: null } },
    { claim: { ...open, amount: 12.5 } },
  ])("rejects a malformed claim: %j", async (body) => {
    medusa.on(`GET ${path}`, { body });
    expect((await until(create(), ({ loadError }) => loadError !== undefined)).loadError?.code).toBe("malformed");
  });
});
