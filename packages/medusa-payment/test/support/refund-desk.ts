import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { Answer, Bench, Json } from "./suite";

export const TRON = "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX";
export const OTHER = "TYtYViZFo5xavdy4SixcvuGGbZMwWVV3wL";

/** Of a shop that limits refunds. The vendor is given up on soon. */
export const deskOptions = {
  timeoutMs: 1_000,
  refunds: {
    approvalAbove: { eur: "12" },
    limitPerRefund: "100",
    limitPerDay: { eur: "40" },
    claimUrl: "https://shop.example/refunds/{token}",
    claimDays: 7,
  },
};

/** What tests of refunds do again and again. */
export interface RefundDesk {
  /** An order that is paid and captured: 5 EUR and 10 for each mug. */
  paidOrder(quantity?: number): Promise<{ row: Json; orderId: string }>;
  refund(paymentId: string, amount: string, more?: object): Promise<Answer>;
  /** The same, which must work. @returns the refund */
  refunded(paymentId: string, amount: string, more?: object): Promise<Json>;
  /** A refund of which a killed store left the ledger's row and Medusa's own, and nothing else. @returns the ledger's */
  interrupted(paid: { row: Json; orderId: string }, amount: string, more?: object): Promise<Json>;
  read(refundId: string): Promise<Json>;
  click(refundId: string, button: string, body?: object): Promise<Answer>;
  /** The vendor's payouts, newest first. */
  payouts(): Promise<Json[]>;
  /** Something happens to the newest payout at the vendor, and its webhook arrives. */
  vendor(what: string, body?: object): Promise<void>;
  fault(rule: object): Promise<unknown>;
  clearFaults(): Promise<unknown>;
  /** Refunds with Medusa's own button. */
  medusaRefund(orderId: string, amount: number): Promise<Answer>;
  /** What Medusa says was paid, given back and is owed on an order. */
  totals(orderId: string): Promise<Json>;
  reconcile(): Promise<unknown>;
  knex(): Json;
}

type Reconcile = typeof import("../../src/reconcile/reconcile");

export function refundDesk(bench: Bench): RefundDesk {
  const desk: RefundDesk = {
    async paidOrder(quantity = 1) {
      const { sessionId } = await bench.checkout(undefined, quantity);
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true });
      await bench.deliver({ id: "unknown", externalId: sessionId });
      const row = await bench.ledgerRow(sessionId);
      return { row, orderId: row.order_id as string };
    },
    refund: (paymentId, amount, more = { destination: TRON }) =>
      bench.admin(`/calypso/payments/${paymentId}/refunds`, { amount, basis: "fiat", ...more }),
    async refunded(paymentId, amount, more) {
      const { status, data } = await desk.refund(paymentId, amount, more);
      expect({ status, message: data.message }).toEqual({ status: 200 });
      return data.refund;
    },
    async interrupted({ row, orderId }, amount, more) {
      const order = await bench.order(orderId);
      const medusa_payment_id = order.payment_collections[0].payments[0].id;
      const refund = await bench.container.resolve("calypso_ledger").refunds.open(
        {
          payment_id: row.id,
          source: "order",
          medusa_payment_id,
          order_id: orderId,
          amount,
          currency_code: "eur",
          basis: "fiat",
          state: "awaiting_destination",
          origin: "admin",
          crypto_currency: "USDT_TRX",
          ...more,
        },
        "admin:x",
      );
      const input = { payment_id: medusa_payment_id, amount, metadata: { calypso_refund: refund.id } } as Json;
      await bench.container.resolve(Modules.PAYMENT).refundPayment(input);
      return refund;
    },
    read: async (id) => (await bench.admin(`/calypso/refunds/${id}`)).data.refund,
    click: (id, button, body = {}) => bench.admin(`/calypso/refunds/${id}/${button}`, body),
    payouts: async () => (await bench.vendor.state<Json>()).payouts,
    async vendor(what, body = {}) {
      const [payout] = await desk.payouts();
      await bench.vendor.control(`/payouts/${payout.id}/${what}`, body);
      expect(await bench.deliver({ kind: "payout", id: payout.id })).toMatchObject({ status: 200 });
    },
    fault: (rule) => bench.vendor.control("/faults", rule),
    clearFaults: () => bench.vendor.control("/faults/clear"),
    async medusaRefund(orderId, amount) {
      const order = await bench.order(orderId);
      return bench.admin(`/payments/${order.payment_collections[0].payments[0].id}/refund`, { amount });
    },
    async totals(orderId) {
      const { summary, total, payment_status } = await bench.order(orderId);
      const { paid_total, refunded_total, pending_difference } = summary;
      return { total, paid_total, refunded_total, pending_difference, payment_status };
    },
    reconcile: () => bench.built<Reconcile>("reconcile/reconcile").reconcile(bench.container, { graceMs: -1_000 }),
    knex: () => bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
  };
  return desk;
}
