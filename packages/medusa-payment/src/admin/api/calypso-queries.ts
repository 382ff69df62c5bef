import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Currency } from "./currency";
import type { Health } from "./health";
import type { Page } from "./page";
import type { Payment, PaymentRow } from "./payment";
import type { Permission } from "./permission";
import type { RefundRow } from "./refund";
import { sdk } from "./sdk";

/** First part of every query key, so that a change can invalidate all queries together. */
export const CALYPSO_QUERIES = "calypso";

export type Query = Record<string, string | number | undefined>;

const get = <T>(path: string, query: Query = {}) => sdk.client.fetch<T>(`/admin/calypso/${path}`, { query });

export const usePayments = (query: Query) =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "payments", query],
    queryFn: () => get<Page & { payments: PaymentRow[] }>("payments", query),
    placeholderData: keepPreviousData,
  });

/** Refetched every five seconds while `isUnderWay` and the page is visible. */
export const usePayment = (id: string, isUnderWay: (payment: Payment) => boolean) =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "payment", id],
    queryFn: async () => (await get<{ payment: Payment }>(`payments/${id}`)).payment,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 5_000 : false),
  });

export const useAttention = () =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "attention"],
    queryFn: async () => (await get<{ attention: { attention: string; count: number }[] }>("attention")).attention,
  });

export const useRefunds = (query: Query) =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "refunds", query],
    queryFn: () => get<Page & { refunds: RefundRow[] }>("refunds", query),
    placeholderData: keepPreviousData,
  });

export const useCurrencies = () =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "currencies"],
    queryFn: async () => (await get<{ currencies: Currency[] }>("currencies")).currencies,
    staleTime: 10 * 60_000,
  });

export const useHealth = () =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "health"],
    queryFn: async () => (await get<{ health: Health }>("health")).health,
  });

/** Names of admins by id, for the audit trail. Leaves out admins that can't be read. */
export const useAdminNames = (ids: string[]) =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "users", ids],
    enabled: ids.length > 0,
    staleTime: 10 * 60_000,
    retry: false,
    queryFn: async () => {
      const { users } = await sdk.admin.user.list({ id: ids, fields: "id,email,first_name,last_name" });
      return Object.fromEntries(
        users.map(({ id, email, first_name, last_name }) => [
          id,
          [first_name, last_name].filter(Boolean).join(" ") || email,
        ]),
      );
    },
  });

/** Whether the user may do something. Until that is known, yes: the API decides. */
export function useMay(): (permission: Permission) => boolean {
  const { data } = useQuery({
    queryKey: [CALYPSO_QUERIES, "permissions"],
    staleTime: 10 * 60_000,
    queryFn: async () => (await get<{ permissions: Permission[] }>("permissions")).permissions,
  });
  return (permission) => data?.includes(permission) ?? true;
}

export const useMe = () =>
  useQuery({
    queryKey: [CALYPSO_QUERIES, "me"],
    staleTime: 10 * 60_000,
    queryFn: async () => (await sdk.admin.user.me({ fields: "id" })).user.id,
  });
