import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CheckoutError, createMedusaBackend, type PaymentSession } from "../../src/headless.ts";
import { createFakeMedusa, type FakeMedusa } from "../support/fake-medusa.ts";

const session = {
  id: "payses_1",
  provider_id: "pp_calypso_calypso",
  data: { flow: "invoice", outcome: "waiting", address: "T1", crypto_amount: "5" },
};
const parsed = { id: "payses_1", payment: { flow: "invoice", outcome: "waiting", address: "T1", cryptoAmount: "5" } };

describe("createMedusaBackend", () => {
  let medusa: FakeMedusa;
  const { signal } = new AbortController();

  beforeEach(async () => {
    medusa = await createFakeMedusa();
  });
  afterEach(() => medusa.close());

  const backend = (options: object = {}) =>
    createMedusaBackend({ url: medusa.url, publishableKey: "pk_1", cartId: "cart_1", ...options });

  it("starts a session in the cart's payment collection", async () => {
    medusa.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    medusa.on("POST /store/payment-collections/pay_col_1/payment-sessions", {
      body: { payment_collection: { payment_sessions: [{ id: "other", provider_id: "pp_stripe" }, session] } },
    });
    const choice = { flow: "invoice", cryptoCurrency: "USDT_TRX" } as const;
    expect(await backend({ headers: { authorization: "Bearer x" } }).start(choice, signal)).toEqual(parsed);
    expect(medusa.requests.map(({ path, body }) => [path, body])).toEqual([
      ["/store/payment-collections", { cart_id: "cart_1" }],
      [
        "/store/payment-collections/pay_col_1/payment-sessions",
        { provider_id: "pp_calypso_calypso", data: { flow: "invoice", crypto_currency: "USDT_TRX" } },
      ],
    ]);
    for (const { headers } of medusa.requests) {
      expect(headers).toMatchObject({ "x-publishable-api-key": "pk_1", authorization: "Bearer x" });
    }
  });

  it("finds the cart's session, if there is one", async () => {
    medusa.on("GET /store/carts/cart_1", { body: { cart: { payment_collection: { payment_sessions: [session] } } } });
    expect(await backend().current(signal)).toEqual(parsed);
    medusa.on("GET /store/carts/cart_1", { body: { cart: { payment_collection: null } } });
    expect(await backend().current(signal)).toBeUndefined();
  });

  it("returns the order of a cart that was completed elsewhere", async () => {
    medusa.on("GET /store/carts/cart_1", { body: { cart: { completed_at: "2026-11-28T10:00:00Z" } } });
    medusa.on("POST /store/carts/cart_1/complete", { body: { type: "order", order: { id: "order_1" } } });
    expect(await backend().current(signal)).toEqual({ order: { id: "order_1" } });
  });

  it("finds the session of a placed order", async () => {
    const collections = [{ payment_sessions: [] }, { payment_sessions: [session] }];
    medusa.on("GET /store/orders/order_1", { body: { order: { payment_collections: collections } } });
    const ofOrder = backend({ cartId: undefined, orderId: "order_1" });
    expect(ofOrder.orderId).toBe("order_1");
    expect(await ofOrder.current(signal)).toEqual(parsed);
    medusa.on("GET /store/orders/order_1", { body: { order: { payment_collections: [{ payment_sessions: null }] } } });
    expect(await ofOrder.current(signal)).toBeUndefined();
  });

  it("finds only the session of the given payment collection of an order", async () => {
    const paid = { id: "pay_col_0", payment_sessions: [{ ...session, id: "payses_0" }] };
    const owed = { id: "pay_col_1", payment_sessions: [session] };
    medusa.on("GET /store/orders/order_1", { body: { order: { payment_collections: [paid, owed] } } });
    const ofOrder = backend({ cartId: undefined, orderId: "order_1", collectionId: "pay_col_1" });
    expect(await ofOrder.current(signal)).toEqual(parsed);
  });

  it("reports a start that another session overtook as slow, not as a missing plugin", async () => {
    medusa.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    medusa.on("POST /store/payment-collections/pay_col_1/payment-sessions", {
      status: 404,
      body: { type: "not_found", message: "PaymentSession with id: payses_1 was not found" },
    });
    await expect(backend().start({ flow: "widget" }, signal)).rejects.toMatchObject({ code: "slow", retryable: true });
  });

  it("loads the currencies of the cart's region", async () => {
    medusa.on("GET /store/carts/cart_1", { body: { cart: { region_id: "reg_1", currency_code: "eur" } } });
    medusa.on("GET /store/calypso/currencies", { body: { currencies: [{ code: "BTC" }] } });
    expect(await backend().currencies(signal)).toMatchObject([{ code: "BTC" }]);
    expect(medusa.requests.at(-1)?.path).toBe("/store/calypso/currencies?region_id=reg_1&currency_code=eur");
  });

  it("ignores sessions of other providers", async () => {
    medusa.on("GET /store/carts/cart_1", { body: { cart: { payment_collection: { payment_sessions: [session] } } } });
    expect(await backend({ providerId: "pp_calypso_other" }).current(signal)).toBeUndefined();
  });

  it.each([
    [{ body: { type: "order", order: { id: "order_1" } } }, { order: { id: "order_1" } }],
    [{ body: { type: "cart", cart: {}, error: { message: "not yet" } } }, { refused: true }],
    [{ status: 400, body: { type: "not_allowed", message: "Payment not authorized" } }, { refused: true }],
  ])("completes the cart: %j", async (answer, expected) => {
    medusa.on("POST /store/carts/cart_1/complete", answer);
    expect(await backend().complete(signal)).toEqual(expected);
  });

  it.each([
    [
      { status: 404, body: { message: "gone" } },
      "not_found",
      false,
      /GET \/store\/calypso\/payments\/payses_1 answered 404: gone/,
    ],
    [{ status: 400, body: { message: "no" } }, "refused", false, /400: no/],
    [{ status: 409, body: { message: "busy" } }, "server", true, /409: busy/],
    [{ status: 504, body: { message: "slow" } }, "slow", true, /504: slow/],
    [{ status: 500, text: "<html>secret stack</html>" }, "server", true, /500: no reason given/],
    [{ status: 200, text: "<html>" }, "malformed", false, /isn't JSON/],
    [{ status: 200, body: { other: 1 } }, "malformed", false, /has no payment/],
  ])("turns an error answer into a CheckoutError: %j", async (answer, code, retryable, message) => {
    medusa.on("GET /store/calypso/payments/payses_1", answer);
    const error = await backend()
      .status("payses_1", signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CheckoutError);
    expect(error).toMatchObject({ code, retryable, message: expect.stringMatching(message) });
  });

  it("reports Retry-After", async () => {
    medusa.on("GET /store/calypso/payments/payses_1", { status: 429, headers: { "retry-after": "7" } });
    await expect(backend().status("payses_1", signal)).rejects.toMatchObject({ code: "server", retryAfterMs: 7000 });
  });

  it("converts the expiry to the shopper's clock, ignoring small differences", async () => {
    const hourMs = 3_600_000;
    const ask = async (client: ReturnType<typeof backend>, aheadMs: number) => {
      const serverMs = Date.now() + aheadMs;
      const payment = { ...session.data, expires_at: new Date(serverMs + 10 * 60_000).toISOString() };
      const body = { payment, server_time: new Date(serverMs).toISOString() };
      medusa.on("GET /store/calypso/payments/payses_1", { body });
      const { expiresAtMs = 0 } = await client.status("payses_1", signal);
      return (expiresAtMs - serverMs + aheadMs) / 60_000;
    };
    const wrong = backend();
    // Ten minutes are left, whatever the shopper's clock says.
    expect(await ask(wrong, hourMs)).toBeCloseTo(10, 1);
    expect(await ask(wrong, -3 * hourMs)).toBeCloseTo(10, 1);
    const expires_at = new Date(Date.now() - 3 * hourMs + 60_000).toISOString();
    const given = { ...session, data: { ...session.data, expires_at } };
    medusa.on("GET /store/carts/cart_1", { body: { cart: { payment_collection: { payment_sessions: [given] } } } });
    const current = (await wrong.current(signal)) as PaymentSession;
    expect(((current.payment.expiresAtMs ?? 0) - Date.now()) / 60_000).toBeCloseTo(1, 1);
    // An answer without the store's time, or with one within the tolerance, changes nothing.
    const right = backend();
    medusa.on("GET /store/calypso/payments/payses_1", {
      body: { payment: { ...session.data, expires_at: "2026-11-21T10:00:00Z" } },
    });
    expect((await right.status("payses_1", signal)).expiresAtMs).toBe(Date.UTC(2026, 10, 21, 10));
    medusa.on("GET /store/calypso/payments/payses_1", {
      body: {
        payment: { ...session.data, expires_at: "2026-11-21T10:00:00Z" },
        server_time: new Date(Date.now() + 1_000).toISOString(),
      },
    });
    expect((await right.status("payses_1", signal)).expiresAtMs).toBe(Date.UTC(2026, 10, 21, 10));
  });

  it("reads what arrived for earlier sessions", async () => {
    const earlier_payments = [
      { received_amount: "5", crypto_currency: "USDT_TRX", symbol: "USDT", network: "TRON", status: "refunding" },
      { received_amount: "0.1", crypto_currency: "BTC", symbol: null, network: null, status: "a new word" },
      { status: "used" },
      null,
    ];
    medusa.on("GET /store/calypso/payments/payses_1", { body: { payment: session.data, earlier_payments } });
    expect((await backend().status("payses_1", signal)).earlierPayments).toEqual([
      { receivedAmount: "5", cryptoCurrency: "USDT_TRX", symbol: "USDT", status: "refunding" },
      { receivedAmount: "0.1", cryptoCurrency: "BTC", status: "in_review" },
    ]);
  });

  it("takes an unknown currency's symbol from the store", async () => {
    const data = { ...session.data, crypto_currency: "NEW_9", symbol: "NEW", token_standard: "NRC-20" };
    medusa.on("GET /store/calypso/payments/payses_1", { body: { payment: data } });
    expect(await backend().status("payses_1", signal)).toMatchObject({ symbol: "NEW", tokenStandard: "NRC-20" });
  });

  it("reports a missing answer as a network error", async () => {
    const { url } = medusa;
    await medusa.close();
    await expect(backend({ url }).status("payses_1", signal)).rejects.toMatchObject({
      code: "network",
      retryable: true,
    });
    medusa = await createFakeMedusa();
  });

  it("rethrows the caller's abort", async () => {
    medusa.on("GET /store/calypso/currencies", { hang: true });
    medusa.on("GET /store/carts/cart_1", { body: { cart: {} } });
    const controller = new AbortController();
    const asked = backend().currencies(controller.signal);
    await medusa.seen("GET /store/calypso/currencies", 1);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });

  it.each([
    [{ url: undefined }, "createMedusaBackend: url must be the address of the Medusa server"],
    [{ url: "shop" }, "createMedusaBackend: url must be"],
    [{ publishableKey: undefined }, "createMedusaBackend: publishableKey must be"],
    [{ publishableKey: " " }, "createMedusaBackend: publishableKey must be"],
  ])("names the invalid option: %j", (options, message) => {
    expect(() => backend(options)).toThrow(message);
  });

  it("requires a cart only for calls about one", async () => {
    medusa.on("GET /store/calypso/payments/payses_1", { body: { payment: { outcome: "settled" } } });
    const withoutCart = createMedusaBackend({ url: medusa.url, publishableKey: "pk_1" });
    expect(await withoutCart.status("payses_1", signal)).toMatchObject({ outcome: "settled" });
    await expect(withoutCart.complete(signal)).rejects.toThrow("createMedusaBackend needs a cartId for this call");
  });
});
