// Long because it is the list of all that can become of a session: whoever adds an outcome looks here whether it is covered.

import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { PROVIDER } from "../support/shop";
import { type Checkout, type Json, suite } from "../support/suite";

type Workflows = typeof import("../../src/workflows/index");

await suite({
  name: "session-lifecycle",
  test: (bench) => {
    beforeEach(() => bench.vendor.reset());

    const pay = (checkout: Pick<Checkout, "sessionId">, body: object = {}) =>
      bench.vendor.control<Json>(`/invoices/${checkout.sessionId}/pay`, { instant: true, ...body });

    const told = async (sessionId: string) => {
      const row = await bench.ledgerRow(sessionId);
      return bench.deliver({ id: row.vendor_id ?? "unknown", idempotencyKey: row.idempotency_key });
    };

    const sessions = (checkout: Checkout) =>
      bench.container.resolve(Modules.PAYMENT).listPaymentSessions({ payment_collection_id: checkout.collectionId });

    const rowById = (id: string) => bench.container.resolve("calypso_ledger").payments.find(id);

    describe("the cart changes (Medusa deletes its sessions for good)", () => {
      const addMug = ({ cartId }: Checkout) =>
        bench.store(`/carts/${cartId}/line-items`, { variant_id: bench.shop.variantId, quantity: 1 });

      it("keeps the old invoice watched, and lists its money when no session has its amount", async () => {
        const checkout = await bench.checkout();
        const old = await bench.ledgerRow(checkout.sessionId);
        await addMug(checkout);
        expect(await sessions(checkout)).toEqual([]);
        await pay(checkout);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await rowById(old.id)).toMatchObject({ outcome: "settled", attention: "superseded", captured_at: null });
        expect(await bench.orders()).toEqual([]);
      });

      it("never gives the old invoice's money to the new session over another amount", async () => {
        const checkout = await bench.checkout();
        const old = await bench.ledgerRow(checkout.sessionId);
        await addMug(checkout);
        const next = await bench.session(checkout.collectionId);
        expect(next.data.fiat_amount).toBe("25.00");
        await pay(checkout);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await rowById(old.id)).toMatchObject({ attention: "superseded", session_id: checkout.sessionId });
        expect(await bench.orders()).toEqual([]);
        expect(await bench.store(`/carts/${checkout.cartId}/complete`, {})).toMatchObject({ status: 400 });
      });

      it("adopts it when the amount is the same again", async () => {
        const checkout = await bench.checkout({ crypto_currency: "BTC" });
        await addMug(checkout);
        const { data } = await bench.store(`/carts/${checkout.cartId}`);
        const items = data.cart.items as { id: string }[];
        await bench.store(`/carts/${checkout.cartId}/line-items/${items[0]?.id}`, { quantity: 1 });
        const next = await bench.session(checkout.collectionId);
        await pay(checkout);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        const [order] = await bench.orders();
        expect((await bench.order(order.id)).payment_status).toBe("captured");
        expect(await bench.ledgerRow(next.id)).toMatchObject({ outcome: "settled", crypto_currency: "BTC" });
      });
    });

    it("shows a reloaded page the same invoice, without making another", async () => {
      const checkout = await bench.checkout();
      const again = await bench.session(checkout.collectionId);
      expect(again.id).not.toBe(checkout.sessionId);
      expect(again.data.address).toBe(checkout.data.address);
      expect((await bench.vendor.state<Json>()).invoices).toHaveLength(1);
      await pay(checkout);
      await told(again.id);
      expect(await bench.orders()).toHaveLength(1);
    });

    it("makes another invoice in another currency, and adopts the first if that one is paid", async () => {
      const checkout = await bench.checkout({ crypto_currency: "BTC" });
      const first = await bench.ledgerRow(checkout.sessionId);
      const again = await bench.session(checkout.collectionId, { crypto_currency: "USDT_TRX" });
      expect(again.data.address).not.toBe(checkout.data.address);
      await pay(checkout);
      expect(await bench.deliver({ id: first.vendor_id })).toMatchObject({ status: 200 });
      expect(await bench.orders()).toHaveLength(1);
      expect(await rowById(first.id)).toMatchObject({ session_id: again.id, attention: null });
    });

    it("captures one and lists the other when two invoices of a cart are paid", async () => {
      const checkout = await bench.checkout({ crypto_currency: "BTC" });
      const first = await bench.ledgerRow(checkout.sessionId);
      const again = await bench.session(checkout.collectionId, { crypto_currency: "USDT_TRX" });
      const second = await bench.ledgerRow(again.id);
      await pay({ sessionId: again.id });
      await pay(checkout);
      await bench.deliver({ id: second.vendor_id });
      expect(await bench.deliver({ id: first.vendor_id })).toMatchObject({ status: 200 });
      expect(await rowById(second.id)).toMatchObject({ attention: null, captured_at: expect.any(Date) });
      expect(await rowById(first.id)).toMatchObject({ attention: "duplicate", captured_at: null });
      const [order, ...others] = await bench.orders();
      expect(others).toEqual([]);
      expect((await bench.order(order.id)).transactions).toMatchObject([{ amount: 15 }]);
    });

    describe("the storefront starts again on a cart that became an order", () => {
      const captures = async () => {
        const payment = bench.container.resolve(Modules.PAYMENT);
        return (await payment.listPayments({}, { relations: ["captures"] })).flatMap(({ captures }) => captures ?? []);
      };

      it("after the capture: nothing is captured again, and a second payment is listed", async () => {
        const checkout = await bench.checkout();
        await pay(checkout);
        await told(checkout.sessionId);
        const first = await bench.ledgerRow(checkout.sessionId);
        const next = await bench.session(checkout.collectionId);
        expect(await bench.deliver({ id: first.vendor_id })).toMatchObject({ status: 200 });
        expect(await captures()).toHaveLength(1);
        await pay({ sessionId: next.id });
        expect(await told(next.id)).toMatchObject({ status: 200 });
        expect(await captures()).toHaveLength(1);
        expect(await bench.ledgerRow(next.id)).toMatchObject({ attention: "duplicate", captured_at: null });
      });

      it("while the payment is awaited: the money goes to the order", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { instant: false, confirm: false });
        await told(checkout.sessionId);
        const { order_id, vendor_id, id } = await bench.ledgerRow(checkout.sessionId);
        await bench.session(checkout.collectionId, { crypto_currency: "BTC" });
        await bench.vendor.control(`/invoices/${vendor_id}/confirm`);
        expect(await bench.deliver({ id: vendor_id })).toMatchObject({ status: 200 });
        expect(await rowById(id)).toMatchObject({ captured_at: expect.any(Date), order_id });
        expect((await bench.order(order_id)).payment_status).toBe("captured");
        expect(await captures()).toHaveLength(1);
      });
    });

    it("lists money for a session that another provider took the place of", async () => {
      const checkout = await bench.checkout();
      const row = await bench.ledgerRow(checkout.sessionId);
      await bench.store(`/payment-collections/${checkout.collectionId}/payment-sessions`, {
        provider_id: "pp_system_default",
      });
      await pay(checkout);
      expect(await bench.deliver({ id: row.vendor_id })).toMatchObject({ status: 200 });
      expect(await rowById(row.id)).toMatchObject({ attention: "superseded" });
    });

    it("never completes another cart with a stale session (the webhook's filter would match every row)", async () => {
      const other = await bench.checkout();
      const checkout = await bench.checkout();
      const row = await bench.ledgerRow(checkout.sessionId);
      await bench.container.resolve(Modules.PAYMENT).deletePaymentSession(checkout.sessionId);
      await pay(checkout);
      for (const entity of [{ id: row.vendor_id }, { id: "x", externalId: checkout.sessionId }]) {
        expect(await bench.deliver(entity)).toMatchObject({ status: 200 });
      }
      expect(await bench.orders()).toEqual([]);
      expect(await bench.ledgerRow(other.sessionId)).toMatchObject({ outcome: "waiting" });
    });

    it("refuses a session or cart whose amount changed behind the invoice's back", async () => {
      const checkout = await bench.checkout();
      const payment = bench.container.resolve(Modules.PAYMENT);
      await payment.updatePaymentCollections(checkout.collectionId, { amount: 10 });
      await pay(checkout);
      expect(await bench.store(`/carts/${checkout.cartId}/complete`, {})).toMatchObject({ status: 400 });
      await told(checkout.sessionId);
      expect(await bench.orders()).toEqual([]);
      expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ attention: "mismatch" });
    });

    it("deletes a session whose data the storefront forged, and one without data, without a word", async () => {
      const { collectionId } = await bench.checkout();
      const payment = bench.container.resolve(Modules.PAYMENT) as Json;
      for (const data of [{ pay_url: "https://evil.example/00000000-0000-0000-0000-000000000000" }, {}]) {
        const session = await payment.paymentSessionService_.create({
          payment_collection_id: collectionId,
          provider_id: PROVIDER,
          amount: 15,
          currency_code: "eur",
          data,
        });
        await expect(payment.deletePaymentSession(session.id)).resolves.toBeUndefined();
      }
    });

    it("deletes a session although the ledger can't be written", async () => {
      const { sessionId } = await bench.checkout();
      const knex = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
      await knex.schema.renameTable("calypso_audit_entry", "calypso_audit_entry_gone");
      try {
        await bench.container.resolve(Modules.PAYMENT).deletePaymentSession(sessionId);
      } finally {
        await knex.schema.renameTable("calypso_audit_entry_gone", "calypso_audit_entry");
      }
      expect(await bench.ledgerRow(sessionId)).toMatchObject({ outcome: "waiting", closed_at: null });
    });

    describe("not the exact amount", () => {
      it("keeps an underpaid order back, shows the remainder, and takes the top-up", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { amount: "under" });
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        const row = await bench.ledgerRow(checkout.sessionId);
        expect(row).toMatchObject({ outcome: "underpaid", attention: "underpaid" });
        expect(await bench.orders()).toEqual([]);
        expect(await bench.store(`/carts/${checkout.cartId}/complete`, {})).toMatchObject({ status: 400 });
        const { data } = await bench.store(`/calypso/payments/${checkout.sessionId}`);
        expect(Number(data.payment.remaining_amount)).toBeGreaterThan(0);

        await pay(checkout, { amount: data.payment.remaining_amount });
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ outcome: "settled", attention: null });
        expect(await bench.orders()).toHaveLength(1);
      });

      it("captures exactly the order's amount of an overpaid invoice and lists the surplus", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { amount: "over" });
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        const row = await bench.ledgerRow(checkout.sessionId);
        expect(row).toMatchObject({ outcome: "settled", attention: "overpaid", accepted_at: expect.any(Date) });
        expect(Number(row.surplus)).toBeGreaterThan(0);
        const order = await bench.order(row.order_id);
        expect(order.transactions).toMatchObject([{ amount: 15 }]);
        expect(order.summary.pending_difference).toBe(0);
      });

      it("lets an admin take an underpaid invoice for paid, with the reason recorded", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { amount: "under" });
        await told(checkout.sessionId);
        const row = await bench.ledgerRow(checkout.sessionId);
        expect(await bench.admin(`/calypso/payments/${row.id}/accept`, {})).toMatchObject({ status: 400 });
        const accepted = await bench.admin(`/calypso/payments/${row.id}/accept`, { reason: "a good customer" });
        expect(accepted).toMatchObject({ status: 200, data: { payment: { outcome: "settled", attention: null } } });
        expect(await bench.orders()).toHaveLength(1);
        const { data } = await bench.admin(`/calypso/payments/${row.id}`);
        expect(data.payment.audit).toContainEqual(
          expect.objectContaining({
            action: "payment.accepted",
            reason: "a good customer",
            actor: expect.stringMatching(/^admin:user_/),
          }),
        );
        const { received, crypto_amount: due } = row;
        const why = { reason_code: "amount_differs", data: expect.objectContaining({ received, due }) };
        expect(data.payment.audit).toContainEqual(expect.objectContaining({ action: "attention.underpaid", ...why }));
      });

      it("runs a merchant's hooks after settling and accepting", async () => {
        const { acceptPaymentWorkflow, settlePaymentWorkflow } = bench.built<Workflows>("workflows/index");
        const seen: string[] = [];
        settlePaymentWorkflow.hooks.paymentSettled(({ payment }) => void seen.push(`settled: ${payment.outcome}`));
        acceptPaymentWorkflow.hooks.paymentAccepted(({ payment }) => void seen.push(`accepted: ${payment.order_id}`));
        const checkout = await bench.checkout();
        await pay(checkout, { amount: "under" });
        await told(checkout.sessionId);
        const { id } = await bench.ledgerRow(checkout.sessionId);
        await bench.admin(`/calypso/payments/${id}/accept`, { reason: "a good customer" });
        const { order_id } = await bench.ledgerRow(checkout.sessionId);
        expect(seen).toEqual(["settled: underpaid", `accepted: ${order_id}`]);
      });

      it("doesn't capture an underpaid invoice that was taken for paid at the vendor's, not here", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { amount: "under" });
        const row = await bench.ledgerRow(checkout.sessionId);
        await bench.client.invoice.returnToPaid({ id: row.vendor_id });
        await told(checkout.sessionId);
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ outcome: "underpaid", captured_at: null });
        expect(await bench.orders()).toEqual([]);
      });
    });

    describe("the invoice ends", () => {
      it("closes an expired one without order, and refuses its session", async () => {
        const checkout = await bench.checkout();
        await bench.vendor.control(`/invoices/${checkout.sessionId}/expire`);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({
          outcome: "expired",
          closed_at: expect.any(Date),
          attention: null,
        });
        expect(await bench.store(`/carts/${checkout.cartId}/complete`, {})).toMatchObject({ status: 400 });
        const next = await bench.session(checkout.collectionId);
        expect(next.data.address).not.toBe(checkout.data.address);
      });

      it("lists money that came late, and lets an admin give it to its cart", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { late: true });
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        const row = await bench.ledgerRow(checkout.sessionId);
        expect(row).toMatchObject({ outcome: "late", attention: "late" });
        expect(await bench.orders()).toEqual([]);
        const listed = await bench.admin("/calypso/payments?attention=true");
        expect(listed.data.payments.map(({ id }: Json) => id)).toEqual([row.id]);
        const accept = () => bench.admin(`/calypso/payments/${row.id}/accept`, { reason: "it is all there" });
        const refused = await accept();
        expect(refused).toMatchObject({ status: 400, data: { code: "late_money_not_released" } });
        expect(refused.data.message).toContain(row.address);
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ accepted_at: null, attention: "late" });
        await bench.vendor.control("/settings", { returnArchivedToPaid: true });
        expect(await accept()).toMatchObject({ data: { payment: { outcome: "settled", attention: null } } });
        expect(await bench.orders()).toHaveLength(1);
      });

      it("lists what compliance refused", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { instant: false, confirm: false });
        await bench.vendor.control(`/invoices/${checkout.sessionId}/hold`);
        await told(checkout.sessionId);
        const held = await bench.ledgerRow(checkout.sessionId);
        expect(held).toMatchObject({ outcome: "held" });
        expect((await bench.order(held.order_id)).payment_status).toBe("awaiting");
        await bench.vendor.control(`/invoices/${checkout.sessionId}/decline`);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ outcome: "declined", attention: "declined" });
        expect((await bench.order(held.order_id)).payment_status).toBe("awaiting");
      });
    });

    describe("the order is cancelled", () => {
      it("while the payment is awaited: money that still comes is booked on it and listed", async () => {
        const checkout = await bench.checkout();
        await pay(checkout, { instant: false, confirm: false });
        await told(checkout.sessionId);
        const { order_id } = await bench.ledgerRow(checkout.sessionId);
        expect(await bench.admin(`/orders/${order_id}/cancel`, {})).toMatchObject({ status: 200 });
        await bench.vendor.control(`/invoices/${checkout.sessionId}/confirm`);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        const order = await bench.order(order_id);
        expect(order).toMatchObject({ status: "canceled", transactions: [{ amount: 15 }] });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ attention: "canceled" });
      });

      it("after its payment was authorized and cancelled: the money is listed, not lost, and its webhooks end", async () => {
        const checkout = await bench.checkout();
        await pay(checkout);
        const payment = bench.container.resolve(Modules.PAYMENT);
        const authorized = await payment.authorizePaymentSession(checkout.sessionId, {});
        await payment.cancelPayment(String(authorized?.id));
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ attention: "canceled", captured_at: null });
      });
    });

    describe("the cart can't be completed although it is paid", () => {
      const stock = (stocked_quantity: number) =>
        bench.container.resolve(Modules.INVENTORY).updateInventoryLevels([
          {
            inventory_item_id: bench.shop.inventoryItemId,
            location_id: bench.shop.locationId,
            stocked_quantity,
          },
        ]);

      it("answers 503, books nothing, refunds nothing, and settles when the stock is back", async () => {
        const checkout = await bench.checkout();
        await stock(0);
        await pay(checkout);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 503, data: { status: "failed" } });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ attention: "cannot_complete" });
        expect(await bench.orders()).toEqual([]);
        expect(await sessions(checkout)).toHaveLength(1);
        expect(await bench.container.resolve("calypso_ledger").listLedgerRefunds({})).toEqual([]);
        await stock(10);
        expect(await told(checkout.sessionId)).toMatchObject({ status: 200 });
        expect(await bench.ledgerRow(checkout.sessionId)).toMatchObject({ attention: null });
        expect(await bench.orders()).toHaveLength(1);
      });
    });

    it("attaches money without an order to another order that waits for the amount", async () => {
      const lost = await bench.checkout();
      const row = await bench.ledgerRow(lost.sessionId);
      await bench.container.resolve(Modules.PAYMENT).deletePaymentSession(lost.sessionId);
      await pay(lost);
      await bench.deliver({ id: row.vendor_id });

      const waiting = await bench.checkout();
      await pay(waiting, { instant: false, confirm: false });
      await told(waiting.sessionId);
      const { order_id } = await bench.ledgerRow(waiting.sessionId);
      const answer = await bench.admin(`/calypso/payments/${row.id}/attach`, { order_id, reason: "same shopper" });
      expect(answer).toMatchObject({ status: 200, data: { payment: { attention: null, order_id } } });
      const order = await bench.order(order_id);
      expect(order.summary.pending_difference).toBe(0);
      expect(order.transactions).toMatchObject([{ amount: 15 }]);
    });

    it("refuses to attach money to an order over another amount", async () => {
      const lost = await bench.checkout();
      const row = await bench.ledgerRow(lost.sessionId);
      await bench.container.resolve(Modules.PAYMENT).deletePaymentSession(lost.sessionId);
      await pay(lost);
      await bench.deliver({ id: row.vendor_id });
      const waiting = await bench.checkout(undefined, 2);
      await pay(waiting, { instant: false, confirm: false });
      await told(waiting.sessionId);
      const { order_id } = await bench.ledgerRow(waiting.sessionId);
      const answer = await bench.admin(`/calypso/payments/${row.id}/attach`, { order_id, reason: "same shopper" });
      expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining("awaits 25") } });
      expect(await rowById(row.id)).toMatchObject({ attention: "superseded" });
    });
  },
});
