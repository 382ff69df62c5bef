import { orderDesk } from "../support/order-desk";
import { type Json, suite } from "../support/suite";

type Token = typeof import("../../src/payment-links/payment-link-token");

await suite({
  name: "payment-links",
  options: { checkout: { paymentLinkUrl: "https://shop.example/pay" } },
  test: (bench) => {
    const desk = orderDesk(bench);
    beforeEach(() => bench.vendor.reset());

    async function link(orderId: string): Promise<string> {
      const { status, data } = await bench.admin(`/calypso/orders/${orderId}/payment-link`, {});
      expect({ status, data }).toMatchObject({ status: 200 });
      const url = new URL(data.payment_link.url);
      expect(url.origin + url.pathname + url.search).toBe("https://shop.example/pay");
      return url.hash.slice(1);
    }
    const read = async (token: string): Promise<Json> =>
      (await bench.store("/calypso/payment-links", { token })).data.payment_link;
    const start = (token: string, choice: object = { crypto_currency: "USDT_TRX" }) =>
      bench.store("/calypso/payment-links/sessions", { token, ...choice });

    async function paidAndEdited(): Promise<string> {
      const { key, orderId } = await desk.awaited();
      await desk.settle(key);
      await desk.edit(orderId, { add: 1 });
      return orderId;
    }

    it("pays what an edited order still costs", async () => {
      const orderId = await paidAndEdited();
      const token = await link(orderId);
      expect(await read(token)).toMatchObject({ status: "open", amount: "10", currency_code: "EUR", session_id: null });
      const { status, data } = await start(token);
      expect(status).toBe(200);
      const { session_id, payment, payment_collection_id } = data.payment_link;
      expect(payment).toMatchObject({ fiat_amount: "10.00", crypto_currency: "USDT_TRX", outcome: "waiting" });
      expect(payment_collection_id).toMatch(/^pay_col_/);
      expect(await bench.store(`/calypso/payments/${session_id}`)).toMatchObject({ status: 200 });
      const { idempotency_key } = await bench.ledgerRow(session_id);
      await bench.vendor.control(`/invoices/${idempotency_key}/pay`, { confirm: false });
      await desk.deliver(idempotency_key);
      expect(await read(token)).toMatchObject({ status: "confirming", session_id });
      expect((await start(token, { crypto_currency: "BTC" })).data.payment_link).toMatchObject({ session_id });
      expect(await desk.settle(idempotency_key)).toMatchObject({ status: 200 });
      expect(await desk.pending(orderId)).toBe(0);
      expect(await read(token)).toMatchObject({ status: "paid", amount: "0" });
      expect(await start(token)).toMatchObject({ status: 400, data: { code: "payment_link_closed" } });
    });

    it("shares one session among all who open it", async () => {
      const token = await link(await paidAndEdited());
      const answers = await Promise.all(Array.from({ length: 4 }, () => start(token)));
      const sessions = new Set(answers.map(({ data }) => data.payment_link.session_id));
      expect(sessions.size).toBe(1);
      expect((await start(token, {})).data.payment_link.session_id).toBe([...sessions][0]);
    });

    it("pays a draft order, which stays right when it is converted", async () => {
      const seen = bench.listen("order.placed");
      const orderId = await desk.draft();
      const token = await link(orderId);
      expect(await read(token)).toMatchObject({ status: "open", amount: "15" });
      const { session_id } = (await start(token)).data.payment_link;
      expect(await desk.settle((await bench.ledgerRow(session_id)).idempotency_key)).toMatchObject({ status: 200 });
      expect(await read(token)).toMatchObject({ status: "paid" });
      expect(await bench.admin(`/draft-orders/${orderId}/convert-to-order`, {})).toMatchObject({ status: 200 });
      expect(await desk.pending(orderId)).toBe(0);
      await vi.waitFor(() => expect(seen).toHaveLength(1));
    });

    it("asks for the new amount after another edit", async () => {
      const orderId = await paidAndEdited();
      const token = await link(orderId);
      const first = (await start(token)).data.payment_link;
      await desk.edit(orderId, { add: 1 });
      expect(await read(token)).toMatchObject({ status: "open", amount: "20", session_id: null });
      const second = (await start(token)).data.payment_link;
      expect(second.payment.fiat_amount).toBe("20.00");
      expect(second.session_id).not.toBe(first.session_id);
      expect(await desk.settle((await bench.ledgerRow(second.session_id)).idempotency_key)).toMatchObject({
        status: 200,
      });
      expect(await desk.pending(orderId)).toBe(0);
    });

    it("refuses a forged, an altered and an expired token", async () => {
      const orderId = await paidAndEdited();
      const token = await link(orderId);
      const { signPaymentLink } = bench.built<Token>("payment-links/payment-link-token");
      const forged = signPaymentLink("another secret", { orderId, expiresAt: new Date(Date.now() + 60_000) });
      for (const wrong of [forged, `${token}x`, token.slice(0, -2), "x", `x.${token.split(".")[1]}`]) {
        expect(await bench.store("/calypso/payment-links", { token: wrong })).toMatchObject({ status: 404 });
        expect(await start(wrong)).toMatchObject({ status: 404 });
      }
      const secret = bench.container.resolve("calypso_ledger").settings.credentials.secretKey;
      const expired = signPaymentLink(secret, { orderId, expiresAt: new Date(Date.now() - 1_000) });
      expect(await read(expired)).toMatchObject({ status: "expired" });
      expect(await start(expired)).toMatchObject({ status: 400, data: { code: "payment_link_closed" } });
    });

    it("is not created for a paid or a canceled order", async () => {
      const { key, orderId } = await desk.awaited();
      await desk.settle(key);
      expect(await bench.admin(`/calypso/orders/${orderId}/payment-link`, {})).toMatchObject({ status: 400 });
      const other = await desk.awaited();
      const token = await link(other.orderId);
      await bench.admin(`/orders/${other.orderId}/cancel`, {});
      expect(await read(token)).toMatchObject({ status: "canceled" });
      expect(await bench.admin(`/calypso/orders/${other.orderId}/payment-link`, {})).toMatchObject({ status: 400 });
    });
  },
});
