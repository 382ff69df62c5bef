import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createMedusaBackend,
  createPaymentStore,
  type PaymentSnapshot,
  type PaymentStore,
  type PaymentStoreOptions,
  parsePayment,
} from "../../src/headless.ts";
import { createFakeMedusa, type FakeMedusa } from "../support/fake-medusa.ts";

const statusRoute = "GET /store/calypso/payments/payses_1";
const completeRoute = "POST /store/carts/cart_1/complete";
const waiting = { flow: "invoice", outcome: "waiting", address: "T1", crypto_amount: "5", crypto_currency: "USDT_TRX" };
const order = { id: "order_1" };

describe("createPaymentStore", () => {
  let medusa: FakeMedusa;
  let payment: Record<string, unknown>;
  const unsubscribes: (() => void)[] = [];

  beforeEach(async () => {
    medusa = await createFakeMedusa();
    payment = waiting;
    medusa.on(statusRoute, () => ({ body: { payment } }));
    medusa.on("GET /store/calypso/currencies", { body: { currencies: [{ code: "BTC", name: "Bitcoin" }] } });
    medusa.on("GET /store/carts/cart_1", { body: { cart: { payment_collection: null } } });
    medusa.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    medusa.on("POST /store/payment-collections/pay_col_1/payment-sessions", () => ({ body: collection("payses_1") }));
    medusa.on(completeRoute, { body: { type: "order", order } });
  });
  afterEach(async () => {
    for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
    await medusa.close();
  });

  const collection = (id: string) => ({
    payment_collection: {
      id: "pay_col_1",
      payment_sessions: [{ id, provider_id: "pp_calypso_calypso", data: payment }],
    },
  });

  function create(options: Partial<PaymentStoreOptions> = {}): PaymentStore {
    const backend = createMedusaBackend({ url: medusa.url, publishableKey: "pk_1", cartId: "cart_1" });
    return createPaymentStore({ backend, minPollMs: 20, ...options });
  }

  /** Subscribes and waits for a matching snapshot. */
  function until(store: PaymentStore, fits: (snapshot: PaymentSnapshot) => boolean): Promise<PaymentSnapshot> {
    return new Promise((resolve) => {
      const look = () => fits(store.getSnapshot()) && resolve(store.getSnapshot());
      unsubscribes.push(store.subscribe(look));
      look();
    });
  }

  const live = { id: "payses_1", payment: parsePayment(waiting) };

  it("shows a given session without any request", () => {
    const store = create({ session: live });
    expect(store.getSnapshot()).toMatchObject({ step: "paying", session: live });
    expect(medusa.requests).toEqual([]);
  });

  it("looks up the cart's session if none is given", async () => {
    medusa.on("GET /store/carts/cart_1", { body: { cart: collection("payses_1") } });
    const store = create();
    expect(store.getSnapshot().step).toBe("loading");
    expect(await until(store, ({ step }) => step === "paying")).toMatchObject({ session: live });
  });

  it("offers the currencies if there is no session", async () => {
    const snapshot = await until(create(), ({ currencies }) => currencies !== undefined);
    expect(snapshot).toMatchObject({ step: "choosing", session: undefined });
    expect(snapshot.currencies?.map(({ code }) => code)).toEqual(["BTC"]);
  });

  it("doesn't look up a session given as null", async () => {
    await until(create({ session: null }), ({ currencies }) => currencies !== undefined);
    expect(medusa.requests.some(({ path }) => path.includes("payment_sessions"))).toBe(false);
  });

  it("starts one session, however often it is called", async () => {
    const store = create({ session: null });
    await until(store, ({ currencies }) => currencies !== undefined);
    const choice = { flow: "invoice", cryptoCurrency: "USDT_TRX" } as const;
    await Promise.all([store.start(choice), store.start(choice), store.start(choice)]);
    expect(store.getSnapshot()).toMatchObject({ step: "paying", starting: false, session: live });
    expect(medusa.count("POST /store/payment-collections/pay_col_1/payment-sessions")).toBe(1);
  });

  it("reports a failed start and retries it", async () => {
    medusa.on("POST /store/payment-collections", { status: 500 });
    const onError = vi.fn();
    const store = create({ session: null, onError });
    await until(store, ({ currencies }) => currencies !== undefined);
    await store.start({ flow: "widget" });
    expect(store.getSnapshot()).toMatchObject({ step: "choosing", starting: false, problem: { action: "start" } });
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: "server" }));
    medusa.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    await store.retry();
    expect(store.getSnapshot()).toMatchObject({ step: "paying", problem: undefined });
    expect(medusa.requests.findLast(({ path }) => path.endsWith("payment-sessions"))?.body).toMatchObject({
      data: { flow: "widget" },
    });
  });

  it.each(["detected", "held", "settled"])("completes the cart of a %s payment", async (outcome) => {
    const onOrder = vi.fn();
    const store = create({ session: live, onOrder });
    payment = { ...waiting, outcome };
    expect(await until(store, ({ step }) => step === "placed")).toMatchObject({ order });
    await vi.waitFor(() => expect(onOrder).toHaveBeenCalledExactlyOnceWith(order));
    expect(medusa.count(completeRoute)).toBe(1);
  });

  it("keeps the order and calls onOrder again if it failed", async () => {
    const onOrder = vi.fn().mockRejectedValueOnce(new Error("the page is gone")).mockResolvedValueOnce(undefined);
    const onError = vi.fn();
    const store = create({ session: live, onOrder, onError });
    payment = { ...waiting, outcome: "settled" };
    const failed = await until(store, ({ problem }) => problem !== undefined);
    expect(failed).toMatchObject({ step: "placed", order, problem: { action: "order", error: { code: "page" } } });
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: "page" }));
    await store.retry();
    expect(onOrder).toHaveBeenCalledTimes(2);
    expect(store.getSnapshot()).toMatchObject({ step: "placed", order, problem: undefined });
    expect(medusa.count(completeRoute)).toBe(1);
  });

  it("takes a redirect of a Next.js server action for a success", async () => {
    const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;push;/order;307;" });
    const onOrder = vi.fn().mockRejectedValue(redirect);
    payment = { ...waiting, outcome: "settled" };
    const store = create({ session: live, onOrder });
    await until(store, ({ step }) => step === "placed");
    await vi.waitFor(() => expect(onOrder).toHaveBeenCalledOnce());
    expect(store.getSnapshot().problem).toBeUndefined();
  });

  it("ends with the order of a cart that was paid while the page was closed", async () => {
    medusa.on("GET /store/carts/cart_1", { body: { cart: { completed_at: "2026-11-28T10:00:00Z" } } });
    const onOrder = vi.fn();
    expect(await until(create({ onOrder }), ({ step }) => step === "placed")).toMatchObject({ order });
    await vi.waitFor(() => expect(onOrder).toHaveBeenCalledExactlyOnceWith(order));
  });

  it("reports a session that starts, is replaced and ends", async () => {
    const onSession = vi.fn();
    const store = create({ session: null, onSession });
    await until(store, ({ currencies }) => currencies !== undefined);
    await store.start({ flow: "invoice", cryptoCurrency: "BTC" });
    medusa.on("POST /store/payment-collections/pay_col_1/payment-sessions", () => ({ body: collection("payses_2") }));
    medusa.on("GET /store/calypso/payments/payses_2", () => ({ body: { payment } }));
    await store.renew();
    medusa.on("GET /store/calypso/payments/payses_2", { status: 404 });
    store.refresh();
    await until(store, ({ session }) => session === undefined);
    expect(onSession.mock.calls.map(([change, session]) => [change, session?.id])).toEqual([
      ["started", "payses_1"],
      ["replaced", "payses_2"],
      ["ended", undefined],
    ]);
  });

  it("pays what a placed order still owes, without completing a cart", async () => {
    const order = { region_id: "reg_1", currency_code: "eur", payment_collections: [{ id: "pay_col_0" }] };
    medusa.on("GET /store/orders/order_1", { body: { order } });
    const owed = { orderId: "order_1", collectionId: "pay_col_1" };
    const backend = createMedusaBackend({ url: medusa.url, publishableKey: "pk_1", ...owed });
    const store = create({ backend });
    await until(store, ({ currencies }) => currencies !== undefined);
    expect(medusa.requests.at(-1)?.path).toBe("/store/calypso/currencies?region_id=reg_1&currency_code=eur");
    await store.start({ flow: "invoice", cryptoCurrency: "USDT_TRX" });
    payment = { ...waiting, outcome: "settled" };
    store.refresh();
    await until(store, ({ session }) => session?.payment.outcome === "settled");
    expect(store.getSnapshot().step).toBe("paying");
    expect(medusa.count("POST /store/payment-collections")).toBe(0);
    expect(medusa.requests.some(({ path }) => path.endsWith("/complete"))).toBe(false);
  });

  it("is absent for an order without a Calypso payment", async () => {
    medusa.on("GET /store/orders/order_1", { body: { order: { payment_collections: [] } } });
    const backend = createMedusaBackend({ url: medusa.url, publishableKey: "pk_1", orderId: "order_1" });
    await until(create({ backend }), ({ step }) => step === "absent");
    expect(medusa.count("GET /store/calypso/currencies")).toBe(0);
  });

  it.each(["waiting", "underpaid", "overpaid", "expired", "late", "declined", "a new word"])(
    "doesn't complete the cart of a %s payment",
    async (outcome) => {
      const store = create({ session: live });
      payment = { ...waiting, outcome };
      await until(store, ({ session }) => session?.payment.outcome !== "waiting" || outcome === "waiting");
      await medusa.seen(statusRoute, 1);
      store.refresh();
      if (outcome !== "late" && outcome !== "declined") await medusa.seen(statusRoute, 2);
      expect(medusa.count(completeRoute)).toBe(0);
    },
  );

  it("retries a refused order once the payment is settled", async () => {
    medusa.on(completeRoute, { status: 400, body: { message: "not authorized" } });
    payment = { ...waiting, outcome: "detected" };
    const store = create({ session: live });
    await until(store, ({ session }) => session?.payment.outcome === "detected");
    store.refresh();
    await medusa.seen(statusRoute, 2);
    store.refresh();
    await medusa.seen(statusRoute, 3);
    expect(medusa.count(completeRoute)).toBe(1);
    expect(store.getSnapshot().problem).toBeUndefined();
    payment = { ...waiting, outcome: "settled" };
    medusa.on(completeRoute, { body: { type: "order", order } });
    store.refresh();
    expect(await until(store, ({ step }) => step === "placed")).toMatchObject({ order });
  });

  it("keeps trying to complete a paid cart", async () => {
    payment = { ...waiting, outcome: "settled" };
    medusa.on(completeRoute, () =>
      medusa.count(completeRoute) < 3 ? { status: 409 } : { body: { type: "order", order } },
    );
    const store = create({ session: live });
    const { problem } = await until(store, (snapshot) => snapshot.problem !== undefined);
    expect(problem).toMatchObject({ action: "complete", error: { code: "server" } });
    store.refresh();
    await medusa.seen(statusRoute, 2);
    store.refresh();
    expect(await until(store, ({ step }) => step === "placed")).toMatchObject({ order, problem: undefined });
  });

  it("polls the payment of a placed order without completing it", async () => {
    payment = { ...waiting, outcome: "detected" };
    const store = create({ session: live, orderPlaced: true });
    await until(store, ({ session }) => session?.payment.outcome === "detected");
    payment = { ...waiting, outcome: "settled" };
    store.refresh();
    await until(store, ({ session }) => session?.payment.outcome === "settled");
    expect(medusa.count(completeRoute)).toBe(0);
    expect(medusa.count("GET /store/calypso/currencies")).toBe(0);
  });

  it("polls only while it has a subscriber", async () => {
    const store = create({ session: live });
    const unsubscribe = store.subscribe(() => {});
    await medusa.seen(statusRoute, 1);
    unsubscribe();
    const before = medusa.count(statusRoute);
    store.refresh();
    // Another store's requests show that there was time for one.
    const otherRoute = "GET /store/calypso/payments/payses_2";
    medusa.on(otherRoute, () => ({ body: { payment } }));
    const other = create({ session: { ...live, id: "payses_2" } });
    unsubscribes.push(other.subscribe(() => {}));
    for (const n of [1, 2, 3]) {
      await medusa.seen(otherRoute, n);
      other.refresh();
    }
    expect(medusa.count(statusRoute)).toBe(before);
    payment = { ...waiting, outcome: "underpaid", remaining_amount: "2" };
    await until(store, ({ session }) => session?.payment.outcome === "underpaid");
    expect(medusa.count(statusRoute)).toBe(before + 1);
  });

  it("reports a changed amount until it is acknowledged", async () => {
    const store = create({ session: live });
    payment = { ...waiting, crypto_amount: "5.1" };
    expect(await until(store, ({ previousAmount }) => previousAmount !== undefined)).toMatchObject({
      previousAmount: "5",
      session: { payment: { cryptoAmount: "5.1" } },
    });
    store.acknowledgeAmount();
    expect(store.getSnapshot().previousAmount).toBeUndefined();
  });

  it("is offline until the next answer", async () => {
    medusa.on(statusRoute, { status: 502 });
    const store = create({ session: live });
    await until(store, ({ offline }) => offline);
    medusa.on(statusRoute, { body: { payment } });
    store.refresh();
    expect(await until(store, ({ offline }) => !offline)).toMatchObject({ step: "paying" });
  });

  it("shows the session that replaced its own", async () => {
    medusa.on(statusRoute, { status: 404 });
    medusa.on("GET /store/carts/cart_1", { body: { cart: collection("payses_2") } });
    medusa.on("GET /store/calypso/payments/payses_2", { body: { payment } });
    const store = create({ session: live });
    expect(await until(store, ({ session }) => session?.id === "payses_2")).toMatchObject({ step: "paying" });
    await medusa.seen("GET /store/calypso/payments/payses_2", 1);
  });

  it("shows another tab's session when it becomes visible", async () => {
    let changed = () => {};
    const visibility = {
      isVisible: () => true,
      onChange(callback: () => void) {
        const before = changed;
        changed = () => {
          before();
          callback();
        };
        return () => {};
      },
    };
    medusa.on("GET /store/carts/cart_1", { body: { cart: collection("payses_2") } });
    medusa.on("GET /store/calypso/payments/payses_2", { body: { payment } });
    const store = create({ session: live, visibility });
    unsubscribes.push(store.subscribe(() => {}));
    await medusa.seen(statusRoute, 1);
    changed();
    expect(await until(store, ({ session }) => session?.id === "payses_2")).toMatchObject({ step: "paying" });
  });

  it("offers the currencies if the session is gone", async () => {
    medusa.on(statusRoute, { status: 404 });
    const store = create({ session: live });
    expect(await until(store, ({ currencies }) => currencies !== undefined)).toMatchObject({
      step: "choosing",
      session: undefined,
    });
  });

  it("renews the quote with the same choice", async () => {
    const expired = { ...waiting, outcome: "expired" };
    payment = expired;
    const store = create({ session: { id: "payses_0", payment: parsePayment(expired) } });
    medusa.on("GET /store/calypso/payments/payses_0", { body: { payment: expired } });
    await until(store, ({ step }) => step === "paying");
    payment = waiting;
    await store.renew();
    expect(store.getSnapshot()).toMatchObject({ session: live });
    expect(medusa.requests.findLast(({ path }) => path.endsWith("payment-sessions"))?.body).toMatchObject({
      data: { flow: "invoice", crypto_currency: "USDT_TRX" },
    });
  });

  it("returns to the payment when money arrives during the choice", async () => {
    const store = create({ session: live, orderPlaced: false });
    unsubscribes.push(store.subscribe(() => {}));
    store.changeCurrency();
    expect(store.getSnapshot().step).toBe("choosing");
    payment = { ...waiting, outcome: "underpaid", remaining_amount: "2" };
    store.refresh();
    expect(await until(store, ({ step }) => step === "paying")).toMatchObject({
      session: { payment: { outcome: "underpaid" } },
    });
  });

  it("keeps the session when the choice is undone", async () => {
    const store = create({ session: live });
    unsubscribes.push(store.subscribe(() => {}));
    store.changeCurrency();
    store.keepCurrency();
    expect(store.getSnapshot()).toMatchObject({ step: "paying", session: live });
  });
});
