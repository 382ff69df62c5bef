import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMedusaLinkBackend, createPaymentStore } from "../../src/headless.ts";
import { createFakeMedusa, type FakeMedusa } from "../support/fake-medusa.ts";
import { samplePayment } from "../support/sample-payment.ts";

const linkRoute = "POST /store/calypso/payment-links";
const sessionRoute = "POST /store/calypso/payment-links/sessions";
const open = {
  status: "open",
  order_number: 12,
  amount: "10.00",
  currency_code: "EUR",
  payment_collection_id: null as string | null,
  session_id: null as string | null,
  payment: null as object | null,
  expires_at: "2026-12-05T00:00:00.000Z",
};
const started = { ...open, payment_collection_id: "pay_col_1", session_id: "payses_1", payment: samplePayment };

describe("createMedusaLinkBackend", () => {
  let medusa: FakeMedusa;
  const { signal } = new AbortController();
  beforeEach(async () => {
    medusa = await createFakeMedusa();
    medusa.on(linkRoute, { body: { payment_link: open } });
    medusa.on(sessionRoute, { body: { payment_link: started } });
    medusa.on("GET /store/calypso/currencies", { body: { currencies: [{ code: "BTC" }] } });
  });
  afterEach(() => medusa.close());

  const backend = () => createMedusaLinkBackend({ url: medusa.url, publishableKey: "pk_1", token: "a.b" });

  it("sends the token in the body, never in the address", async () => {
    await backend().link(signal);
    await backend().currencies(signal);
    await backend().start({ flow: "invoice", cryptoCurrency: "BTC" }, signal);
    expect(medusa.requests.map(({ path, body }) => [path, body])).toEqual([
      ["/store/calypso/payment-links", { token: "a.b" }],
      ["/store/calypso/payment-links", { token: "a.b" }],
      ["/store/calypso/currencies?currency_code=eur", undefined],
      ["/store/calypso/payment-links/sessions", { token: "a.b", flow: "invoice", crypto_currency: "BTC" }],
    ]);
  });

  it("reads the link, and the session that others with it started", async () => {
    expect(await backend().link(signal)).toEqual({
      status: "open",
      orderNumber: "12",
      amount: "10.00",
      currency: "EUR",
    });
    expect(await backend().current(signal)).toBeUndefined();
    medusa.on(linkRoute, { body: { payment_link: started } });
    expect(await backend().current(signal)).toMatchObject({ id: "payses_1", payment: { outcome: "waiting" } });
  });

  it("treats a status that it doesn't know as money on its way", async () => {
    medusa.on(linkRoute, { body: { payment_link: { ...open, status: "new" } } });
    expect(await backend().link(signal)).toMatchObject({ status: "confirming" });
  });

  it.each([
    [{ status: 404, body: { message: "no such link" } }, "not_found"],
    [{ body: {} }, "malformed"],
    [{ status: 503 }, "server"],
  ])("reports %j", async (answer, code) => {
    medusa.on(linkRoute, answer);
    await expect(backend().link(signal)).rejects.toMatchObject({ code });
  });

  it("reports a link that closed meanwhile", async () => {
    medusa.on(sessionRoute, { status: 400, body: { code: "payment_link_closed", message: "closed" } });
    await expect(backend().start({ flow: "invoice" }, signal)).rejects.toMatchObject({ code: "refused" });
  });

  it("takes a store from the choice to paid, without a cart", async () => {
    const store = createPaymentStore({ backend: backend(), minPollMs: 20 });
    let payment: object = samplePayment;
    medusa.on("GET /store/calypso/payments/payses_1", () => ({ body: { payment } }));
    const reached = (fits: () => boolean) =>
      new Promise<void>((resolve) => {
        const stop = store.subscribe(() => fits() && resolve());
        stops.push(stop);
      });
    const stops: (() => void)[] = [];
    await reached(() => store.getSnapshot().currencies !== undefined);
    await store.start({ flow: "invoice", cryptoCurrency: "BTC" });
    payment = { ...samplePayment, outcome: "settled" };
    store.refresh();
    await reached(() => store.getSnapshot().session?.payment.outcome === "settled");
    expect(store.getSnapshot().step).toBe("paying");
    expect(medusa.requests.some(({ path }) => path.includes("/carts"))).toBe(false);
    for (const stop of stops) stop();
  });
});
