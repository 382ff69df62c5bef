import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { adminUser } from "./store.ts";

export interface AdminOrder {
  id: string;
  display_id: number;
  status: string;
  payment_status: string;
  currency_code: string;
  total: number;
  summary: { paid_total: number; refunded_total: number; pending_difference: number };
  payment_collections: {
    id: string;
    captured_amount: number | null;
    refunded_amount: number | null;
    payments: { id: string; captures: { id: string; amount: number }[]; refunds: { id: string; amount: number }[] }[];
  }[];
}

const orderFields = [
  "id",
  "display_id",
  "status",
  "payment_status",
  "currency_code",
  "total",
  "summary.*",
  "payment_collections.*",
  "payment_collections.payments.*",
  "payment_collections.payments.captures.*",
  "payment_collections.payments.refunds.*",
].join(",");

/** Signs in to the store's Admin API. */
export async function signIn(storeUrl: string) {
  const { token } = await createJsonApi(storeUrl).post<{ token: string }>("/auth/user/emailpass", adminUser);
  const api: JsonApi = createJsonApi(storeUrl, { authorization: `Bearer ${token}` });
  return {
    api,
    orders: async () =>
      (await api.get<{ orders: AdminOrder[] }>(`/admin/orders?limit=1000&fields=${orderFields}`)).orders,
    order: async (id: string) =>
      (await api.get<{ order: AdminOrder }>(`/admin/orders/${id}?fields=${orderFields}`)).order,
    payments: async (orderId: string) =>
      (
        await api.get<{ payments: { id: string; session_id: string; state: string }[] }>(
          `/admin/calypso/payments?order_id=${orderId}`,
        )
      ).payments,
    refund: async (
      paymentId: string,
      refund: { amount: string; destination?: string; currency?: string; basis: string; note?: string },
    ) => (await api.post<{ refund: Refund }>(`/admin/calypso/payments/${paymentId}/refunds`, refund)).refund,
    /** A link where the shopper enters the address for a refund. */
    claimLink: async (refundId: string) =>
      (await api.post<{ claim_link: { url: string } }>(`/admin/calypso/refunds/${refundId}/claim-link`)).claim_link.url,
    refunds: async (paymentId: string) =>
      (await api.get<{ refunds: Refund[] }>(`/admin/calypso/refunds?payment_id=${paymentId}`)).refunds,
  };
}

export interface Refund {
  id: string;
  state: string;
  amount: string;
}

export type Merchant = Awaited<ReturnType<typeof signIn>>;
