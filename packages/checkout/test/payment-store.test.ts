import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createMedusaBackend,
  createPaymentStore,
  type PaymentSnapshot,
  type PaymentStore,
  type PaymentStoreOptions,
  parsePayment,
} from "../src/headless.ts";
import { createFakeShop, type FakeShop } from "./fake-shop.ts";

const statusRoute = "GET /store/calypso/payments/payses_1";
const completeRoute = "POST /store/carts/cart_1/complete";
const waiting = { flow: "invoice", outcome: "waiting", address: "T1", crypto_amount: "5", crypto_currency: "USDT_TRX" };
const order = { id: "order_1" };

describe("createPaymentStore", () => {
  let shop: FakeShop;
  let payment: Record<string, unknown>;
  const unsubscribes: (() => void)[] = [];

  beforeEach(async () => {
    shop = await createFakeShop();
    payment = waiting;
    shop.on(statusRoute, () => ({ body: { payment } }));
    shop.on("GET /store/calypso/currencies", { body: { currencies: [{ code: "BTC", name: "Bitcoin" }] } });
    shop.on("GET /store/carts/cart_1", { body: { cart: { payment_collection: null } } });
    shop.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    shop.on("POST /store/payment-collections/pay_col_1/payment-sessions", () => ({ body: collection("payses_1") }));
    shop.on(completeRoute, { body: { type: "order", order } });
  });
  afterEach(async () => {
    for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
    await shop.close();
  });

  const collection = (id: string) => ({
    payment_collection: {
      id: "pay_col_1",
      payment_sessions: [{ id, provider_id: "pp_calypso_calypso", data: payment }],
    },
  });

  function create(options: Partial<PaymentStoreOptions> = {}): PaymentStore {
    const backend = createMedusaBackend({ url: shop.url, publishableKey: "pk_1", cartId: "cart_1" });
    return createPaymentStore({ backend, minPollMs: 20, ...options });
  }

  /** Subscribes, and waits for a snapshot that fits. */
  function until(store: PaymentStore, fits: (snapshot: PaymentSnapshot) => boolean): Promise<PaymentSnapshot> {
    return new Promise((resolve) => {
      const look = () => fits(store.getSnapshot()) && resolve(store.getSnapshot());
      unsubscribes.push(store.subscribe(look));
      look();
    });
  }

  const live = { id: "payses_1", payment: parsePayment(waiting) };

  it("shows the session that it was given without any request", () => {
    const store = create({ session: live });
    expect(store.getSnapshot()).toMatchObject({ step: "paying", session: live });
    expect(shop.requests).toEqual([]);
  });

  it("looks up the cart's session when it was given none", async () => {
    shop.on("GET /store/carts/cart_1", { body: { cart: collection("payses_1") } });
    const store = create();
    expect(store.getSnapshot().step).toBe("loading");
    expect(await until(store, ({ step }) => step === "paying")).toMatchObject({ session: live });
  });

  it("offers the currencies where there is no session", async () => {
    const snapshot = await until(create(), ({ currencies }) => currencies !== undefined);
    expect(snapshot).toMatchObject({ step: "choosing", session: undefined });
    expect(snapshot.currencies?.map(({ code }) => code)).toEqual(["BTC"]);
  });

  it("doesn't look for a session when there is surely none", async () => {
    await until(create({ session: null }), ({ currencies }) => currencies !== undefined);
    expect(shop.requests.some(({ path }) => path.includes("payment_sessions"))).toBe(false);
  });

  it("starts a session once, however often the button is pressed", async () => {
    const store = create({ session: null });
    await until(store, ({ currencies }) => currencies !== undefined);
    const choice = { flow: "invoice", cryptoCurrency: "USDT_TRX" } as const;
    await Promise.all([store.start(choice), store.start(choice), store.start(choice)]);
    expect(store.getSnapshot()).toMatchObject({ step: "paying", starting: false, session: live });
    expect(shop.count("POST /store/payment-collections/pay_col_1/payment-sessions")).toBe(1);
  });

  it("says when the start didn't work, and works when tried again", async () => {
    shop.on("POST /store/payment-collections", { status: 500 });
    const onError = vi.fn();
    const store = create({ session: null, onError });
    await until(store, ({ currencies }) => currencies !== undefined);
    await store.start({ flow: "widget" });
    expect(store.getSnapshot()).toMatchObject({ step: "choosing", starting: false, problem: { action: "start" } });
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: "server" }));
    shop.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    await store.retry();
    expect(store.getSnapshot()).toMatchObject({ step: "paying", problem: undefined });
    expect(shop.requests.findLast(({ path }) => path.endsWith("payment-sessions"))?.body).toMatchObject({
      data: { flow: "widget" },
    });
  });

  it.each(["detected", "held", "settled"])("completes the cart when the money is %s", async (outcome) => {
    const onOrder = vi.fn();
    const store = create({ session: live, onOrder });
    payment = { ...waiting, outcome };
    expect(await until(store, ({ step }) => step === "placed")).toMatchObject({ order });
    await vi.waitFor(() => expect(onOrder).toHaveBeenCalledExactlyOnceWith(order));
    expect(shop.count(completeRoute)).toBe(1);
  });

  it.each(["waiting", "underpaid", "overpaid", "expired", "late", "declined", "a new word"])(
    "completes nothing while the money is %s",
    async (outcome) => {
      const store = create({ session: live });
      payment = { ...waiting, outcome };
      await until(store, ({ session }) => session?.payment.outcome !== "waiting" || outcome === "waiting");
      await shop.seen(statusRoute, 1);
      store.refresh();
      if (outcome !== "late" && outcome !== "declined") await shop.seen(statusRoute, 2);
      expect(shop.count(completeRoute)).toBe(0);
    },
  );

  it("waits for the whole money where the shop refuses an order before", async () => {
    shop.on(completeRoute, { status: 400, body: { message: "not authorized" } });
    payment = { ...waiting, outcome: "detected" };
    const store = create({ session: live });
    await until(store, ({ session }) => session?.payment.outcome === "detected");
    store.refresh();
    await shop.seen(statusRoute, 2);
    store.refresh();
    await shop.seen(statusRoute, 3);
    expect(shop.count(completeRoute)).toBe(1);
    expect(store.getSnapshot().problem).toBeUndefined();
    payment = { ...waiting, outcome: "settled" };
    shop.on(completeRoute, { body: { type: "order", order } });
    store.refresh();
    expect(await until(store, ({ step }) => step === "placed")).toMatchObject({ order });
  });

  it("goes on trying while a paid cart can't be completed", async () => {
    payment = { ...waiting, outcome: "settled" };
    shop.on(completeRoute, () =>
      shop.count(completeRoute) < 3 ? { status: 409 } : { body: { type: "order", order } },
    );
    const store = create({ session: live });
    const { problem } = await until(store, (snapshot) => snapshot.problem !== undefined);
    expect(problem).toMatchObject({ action: "complete", error: { code: "server" } });
    store.refresh();
    await shop.seen(statusRoute, 2);
    store.refresh();
    expect(await until(store, ({ step }) => step === "placed")).toMatchObject({ order, problem: undefined });
  });

  it("completes nothing for an order that is placed already, and follows its payment to the end", async () => {
    payment = { ...waiting, outcome: "detected" };
    const store = create({ session: live, orderPlaced: true });
    await until(store, ({ session }) => session?.payment.outcome === "detected");
    payment = { ...waiting, outcome: "settled" };
    store.refresh();
    await until(store, ({ session }) => session?.payment.outcome === "settled");
    expect(shop.count(completeRoute)).toBe(0);
    expect(shop.count("GET /store/calypso/currencies")).toBe(0);
  });

  it("asks no more when nobody looks, and again when somebody does", async () => {
    const store = create({ session: live });
    const unsubscribe = store.subscribe(() => {});
    await shop.seen(statusRoute, 1);
    unsubscribe();
    const before = shop.count(statusRoute);
    store.refresh();
    // Another store's requests tell that there was time enough for one.
    const otherRoute = "GET /store/calypso/payments/payses_2";
    shop.on(otherRoute, () => ({ body: { payment } }));
    const other = create({ session: { ...live, id: "payses_2" } });
    unsubscribes.push(other.subscribe(() => {}));
    for (const n of [1, 2, 3]) {
      await shop.seen(otherRoute, n);
      other.refresh();
    }
    expect(shop.count(statusRoute)).toBe(before);
    payment = { ...waiting, outcome: "underpaid", remaining_amount: "2" };
    await until(store, ({ session }) => session?.payment.outcome === "underpaid");
    expect(shop.count(statusRoute)).toBe(before + 1);
  });

  it("tells that the amount changed, until it is acknowledged", async () => {
    const store = create({ session: live });
    payment = { ...waiting, crypto_amount: "5.1" };
    expect(await until(store, ({ previousAmount }) => previousAmount !== undefined)).toMatchObject({
      previousAmount: "5",
      session: { payment: { cryptoAmount: "5.1" } },
    });
    store.acknowledgeAmount();
    expect(store.getSnapshot().previousAmount).toBeUndefined();
  });

  it("says that it is offline, and forgets it when an answer comes", async () => {
    shop.on(statusRoute, { status: 502 });
    const store = create({ session: live });
    await until(store, ({ offline }) => offline);
    shop.on(statusRoute, { body: { payment } });
    store.refresh();
    expect(await until(store, ({ offline }) => !offline)).toMatchObject({ step: "paying" });
  });

  it("follows another tab that has started a new session", async () => {
    shop.on(statusRoute, { status: 404 });
    shop.on("GET /store/carts/cart_1", { body: { cart: collection("payses_2") } });
    shop.on("GET /store/calypso/payments/payses_2", { body: { payment } });
    const store = create({ session: live });
    expect(await until(store, ({ session }) => session?.id === "payses_2")).toMatchObject({ step: "paying" });
    await shop.seen("GET /store/calypso/payments/payses_2", 1);
  });

  it("follows another tab's new session when the shopper comes back to this one", async () => {
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
    shop.on("GET /store/carts/cart_1", { body: { cart: collection("payses_2") } });
    shop.on("GET /store/calypso/payments/payses_2", { body: { payment } });
    const store = create({ session: live, visibility });
    unsubscribes.push(store.subscribe(() => {}));
    await shop.seen(statusRoute, 1);
    changed();
    expect(await until(store, ({ session }) => session?.id === "payses_2")).toMatchObject({ step: "paying" });
  });

  it("offers the currencies when the session is gone", async () => {
    shop.on(statusRoute, { status: 404 });
    const store = create({ session: live });
    expect(await until(store, ({ currencies }) => currencies !== undefined)).toMatchObject({
      step: "choosing",
      session: undefined,
    });
  });

  it("gets a new quote with the same choice", async () => {
    const expired = { ...waiting, outcome: "expired" };
    payment = expired;
    const store = create({ session: { id: "payses_0", payment: parsePayment(expired) } });
    shop.on("GET /store/calypso/payments/payses_0", { body: { payment: expired } });
    await until(store, ({ step }) => step === "paying");
    payment = waiting;
    await store.renew();
    expect(store.getSnapshot()).toMatchObject({ session: live });
    expect(shop.requests.findLast(({ path }) => path.endsWith("payment-sessions"))?.body).toMatchObject({
      data: { flow: "invoice", crypto_currency: "USDT_TRX" },
    });
  });

  it("goes back to the payment when money arrives while another currency is being chosen", async () => {
    const store = create({ session: live, orderPlaced: false });
    unsubscribes.push(store.subscribe(() => {}));
    store.change();
    expect(store.getSnapshot().step).toBe("choosing");
    payment = { ...waiting, outcome: "underpaid", remaining_amount: "2" };
    store.refresh();
    expect(await until(store, ({ step }) => step === "paying")).toMatchObject({
      session: { payment: { outcome: "underpaid" } },
    });
  });

  it("keeps the session when the shopper thinks better of it", async () => {
    const store = create({ session: live });
    unsubscribes.push(store.subscribe(() => {}));
    store.change();
    store.keep();
    expect(store.getSnapshot()).toMatchObject({ step: "paying", session: live });
  });
});
