import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { sdk } from "./sdk";
import type { Currency, Health, Page, Payment, PaymentRow, RefundRow } from "./types";

/** All of the plugin's queries begin with it, so that a change can renew them together. */
export const CALYPSO = "calypso";

export type Query = Record<string, string | number | undefined>;

const get = <T>(path: string, query: Query = {}) => sdk.client.fetch<T>(`/admin/calypso/${path}`, { query });

export const usePayments = (query: Query) =>
  useQuery({
    queryKey: [CALYPSO, "payments", query],
    queryFn: () => get<Page & { payments: PaymentRow[] }>("payments", query),
    placeholderData: keepPreviousData,
  });

/** Looked at again every few seconds while `isUnderWay` says so and the page is visible. */
export const usePayment = (id: string, isUnderWay: (payment: Payment) => boolean) =>
  useQuery({
    queryKey: [CALYPSO, "payment", id],
    queryFn: async () => (await get<{ payment: Payment }>(`payments/${id}`)).payment,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 5_000 : false),
  });

export const useAttention = () =>
  useQuery({
    queryKey: [CALYPSO, "attention"],
    queryFn: async () => (await get<{ attention: { attention: string; count: number }[] }>("attention")).attention,
  });

export const useRefunds = (query: Query) =>
  useQuery({
    queryKey: [CALYPSO, "refunds", query],
    queryFn: () => get<Page & { refunds: RefundRow[] }>("refunds", query),
    placeholderData: keepPreviousData,
  });

export const useCurrencies = () =>
  useQuery({
    queryKey: [CALYPSO, "currencies"],
    queryFn: async () => (await get<{ currencies: Currency[] }>("currencies")).currencies,
    staleTime: 10 * 60_000,
  });

export const useHealth = () =>
  useQuery({ queryKey: [CALYPSO, "health"], queryFn: async () => (await get<{ health: Health }>("health")).health });

/** Names of the admins that an audit trail speaks of, by their ids; those that can't be read are left out. */
export const useAdminNames = (ids: string[]) =>
  useQuery({
    queryKey: [CALYPSO, "users", ids],
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

export const useMe = () =>
  useQuery({
    queryKey: [CALYPSO, "me"],
    staleTime: 10 * 60_000,
    queryFn: async () => (await sdk.admin.user.me({ fields: "id" })).user.id,
  });
