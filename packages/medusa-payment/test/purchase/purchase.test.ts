import { createTestEvent } from "@calypso-commerce/core/testing";
import { credentials, webhookKeys } from "../support/credentials";
import { type Json, suite } from "../support/suite";

const PUBLIC_KEYS = [
  "address",
  "crypto_amount",
  "crypto_currency",
  "expires_at",
  "fiat_amount",
  "fiat_currency",
  "flow",
  "network",
  "outcome",
  "pay_url",
  "payment_uri",
  "received_amount",
  "remaining_amount",
  "seen_amount",
  "state",
  "surplus_amount",
  "symbol",
  "token_standard",
];

await suite({
  name: "purchase",
  test: (bench) => {
    it("places and captures the order by the webhook alone, once, over the exact amount", async () => {
      const { sessionId, cartId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });

      const answer = await bench.deliver({ id: "unknown", externalId: sessionId });
      expect(answer).toMatchObject({ status: 200, data: { status: "applied" } });
      const row = await bench.ledgerRow(sessionId);
      expect(row).toMatchObject({ outcome: "settled", attention: null, cart_id: cartId });
      const order = await bench.order(row.order_id);
      expect(order.payment_status).toBe("captured");
      expect(order.summary.pending_difference).toBe(0);
      expect(order.transactions).toMatchObject([{ amount: 15, currency_code: "eur", reference: "capture" }]);

      expect(await bench.deliver({ id: row.vendor_id })).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
      expect((await bench.order(row.order_id)).transactions).toHaveLength(1);
    });

    it("places the order with the payment awaiting when the money is seen, and captures when it is there", async () => {
      const { sessionId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { confirm: false });
      const { vendor_id } = await bench.ledgerRow(sessionId);

      expect(await bench.deliver({ id: vendor_id })).toMatchObject({ status: 200 });
      const seen = await bench.ledgerRow(sessionId);
      expect(seen).toMatchObject({ outcome: "detected", captured_at: null });
      const waiting = await bench.order(seen.order_id);
      expect(waiting).toMatchObject({ payment_status: "awaiting", transactions: [] });

      await bench.vendor.control(`/invoices/${sessionId}/confirm`);
      expect(await bench.deliver({ id: vendor_id })).toMatchObject({ status: 200 });
      const order = await bench.order(seen.order_id);
      expect(order.payment_status).toBe("captured");
      expect(order.transactions).toMatchObject([{ amount: 15 }]);
      expect(await bench.orders()).toHaveLength(1);
    });

    it("lets the shopper's own completion and the webhook meet in one order", async () => {
      const { sessionId, cartId } = await bench.checkout();
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      const answers = await Promise.all([
        bench.store(`/carts/${cartId}/complete`, {}),
        bench.deliver({ id: "unknown", externalId: sessionId }),
        bench.store(`/calypso/payments/${sessionId}`),
        bench.deliver({ id: "unknown", externalId: sessionId }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const [order, ...others] = await bench.orders();
      expect(others).toEqual([]);
      expect((await bench.order(order.id)).payment_status).toBe("captured");
      expect((await bench.order(order.id)).transactions).toHaveLength(1);
    });

    it("refuses to complete an unpaid cart", async () => {
      const { cartId } = await bench.checkout();
      expect(await bench.store(`/carts/${cartId}/complete`, {})).toMatchObject({ status: 400 });
      expect(await bench.orders()).toEqual([]);
    });

    it("settles a payment on the vendor's page through the widget", async () => {
      const { sessionId, data } = await bench.checkout({ flow: "widget" });
      expect(data).toMatchObject({ flow: "widget", address: null, crypto_amount: null });
      expect(data.pay_url).toMatch(/\/pay\?widgetKey=[0-9a-f-]{36}$/);
      const key = data.pay_url.split("=").at(-1);
      const invoice = await bench.vendor.control<Json>(`/widgets/${key}/choose`, { currency: "BTC" });
      await bench.vendor.control(`/invoices/${invoice.id}/pay`, { instant: true });

      expect(await bench.store(`/calypso/payments/${sessionId}`)).toMatchObject({
        status: 200,
        data: { payment: { outcome: "settled", crypto_currency: "BTC", remaining_amount: "0" } },
      });
      const row = await bench.ledgerRow(sessionId);
      expect((await bench.order(row.order_id)).payment_status).toBe("captured");
    });

    it("gives the storefront only what it may read, and overwrites whatever it sent", async () => {
      const { data, sessionId } = await bench.checkout({
        crypto_currency: "USDT_TRX",
        outcome: "settled",
        evil: "kept?",
        session_id: "payses_other",
      });
      expect(Object.keys(data).sort()).toEqual(PUBLIC_KEYS);
      expect(data).toMatchObject({ outcome: "waiting", fiat_amount: "15.00", fiat_currency: "EUR", flow: "invoice" });
      const { data: status } = await bench.store(`/calypso/payments/${sessionId}`);
      expect(Object.keys(status.payment).sort()).toEqual(PUBLIC_KEYS);
      expect(JSON.stringify([data, status])).not.toContain(credentials.secretKey);
    });

    it("reads the vendor at most once in 3 s for a session's status", async () => {
      const { sessionId } = await bench.checkout();
      const { read_at } = await bench.ledgerRow(sessionId);
      await Promise.all(Array.from({ length: 5 }, () => bench.store(`/calypso/payments/${sessionId}`)));
      const first = await bench.ledgerRow(sessionId);
      expect(first.read_at.getTime()).toBeGreaterThan(read_at.getTime());
      await bench.store(`/calypso/payments/${sessionId}`);
      expect((await bench.ledgerRow(sessionId)).read_at).toEqual(first.read_at);
    });

    it("lists the currencies with their networks", async () => {
      const { data } = await bench.store("/calypso/currencies");
      expect(data.currencies).toContainEqual(
        expect.objectContaining({ code: "USDT_TRX", symbol: "USDT", network: "TRON", token_standard: "TRC-20" }),
      );
    });

    it("refuses a session without currency or in one that isn't offered, in a sentence", async () => {
      const collectionId = await bench.collection(await bench.cart());
      const path = `/payment-collections/${collectionId}/payment-sessions`;
      for (const data of [{}, { crypto_currency: "NOPE" }]) {
        const answer = await bench.store(path, { provider_id: "pp_calypso_calypso", data });
        expect(answer.status).toBe(400);
        expect(answer.data.message).toMatch(/^Calypso: .*currenc/);
      }
    });

    it("carries amount, description, session id and links to the vendor", async () => {
      const { sessionId } = await bench.checkout(undefined, 2);
      const { invoices } = await bench.vendor.state<Json>();
      expect(invoices[0]).toMatchObject({
        externalId: sessionId,
        fiatAmount: "25",
        fiatCurrency: "EUR",
        description: "Medusa Store: 2 × Mug",
        returnUrl: expect.stringMatching(/^https:\/\/shop\.example\/done\?cart=cart_/),
      });
    });

    describe("a forged webhook", () => {
      it("gets 401 and leaves no trace, whichever byte was changed", async () => {
        const { sessionId } = await bench.checkout();
        await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
        const before = await bench.ledgerRow(sessionId);
        const genuine = await bench.signed({ kind: "invoice", id: "x", externalId: sessionId });
        const forgeries = [
          { ...genuine, body: genuine.body.replace('"sequence":1', '"sequence":2') },
          { ...genuine, headers: { ...genuine.headers, "webhook-id": "msg_other" } },
          {
            ...genuine,
            headers: {
              ...genuine.headers,
              "webhook-signature": String(genuine.headers["webhook-signature"]).replace(/.$/, "A"),
            },
          },
          { ...genuine, headers: { "content-type": "application/json" } },
          {
            ...genuine,
            headers: { "content-type": "application/json", key: webhookKeys.publicKey, sign: "0".repeat(128) },
          },
          { ...genuine, headers: { "content-type": "application/json", key: "someone", sign: "0".repeat(128) } },
        ];
        for (const { body, headers } of forgeries) {
          for (const path of ["/hooks/calypso", "/hooks/payment/calypso_calypso"]) {
            expect(await bench.post(path, body, headers)).toMatchObject({
              status: 401,
              data: { status: "unauthorized" },
            });
          }
        }
        expect(await bench.ledgerRow(sessionId)).toEqual(before);
        expect(await bench.container.resolve("calypso_ledger").listLedgerDeliveries({})).toEqual([]);
        expect(await bench.orders()).toEqual([]);
      });
    });

    it("takes the vendor's own webhook, signed with a subscription's key, where no relay is used", async () => {
      const { sessionId } = await bench.checkout();
      const row = await bench.ledgerRow(sessionId);
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      const data = { idempotencyKey: row.idempotency_key, parentExternalId: row.vendor_id };
      const { body, headers } = await createTestEvent({ type: "INVOICE_PAID", data }, webhookKeys);
      const answer = await bench.post("/hooks/payment/calypso_calypso", body, { ...headers });
      expect(answer).toMatchObject({ status: 200, data: { status: "applied" } });
      expect(await bench.orders()).toHaveLength(1);
    });

    it("answers 200 to events of objects that aren't this store's", async () => {
      expect(await bench.deliver({ id: "123", kind: "exchange" })).toMatchObject({
        status: 200,
        data: { status: "ignored" },
      });
      expect(await bench.deliver({ id: "123", kind: "payout" })).toMatchObject({
        status: 200,
        data: { status: "ignored" },
      });
    });
  },
});
