import { randomUUID } from "node:crypto";
import { confirmFiatOrder } from "../../domain/account/fiat-orders.ts";
import { formatFiatOrder } from "../../formatters/format-fiat-order.ts";
import { apiDate } from "../../wire/dates.ts";
import type { Handlers } from "../handler.ts";
import { createRampOrder, listGeos, listMethods, requestedOrder } from "./ramp-orders.ts";

const keyLifeMs = 3_600_000;

/** Fiat deposit API: on-ramp. */
export const fiatDepositHandlers: Handlers<"fiatDeposit"> = {
  "fiatDeposit.geo": listGeos,
  "fiatDeposit.methods": listMethods,

  "fiatDeposit.createOrder": (sandbox, request) => formatFiatOrder(createRampOrder(sandbox, "deposit", request)),

  "fiatDeposit.getOrder": (sandbox, { id }) => formatFiatOrder(requestedOrder(sandbox, "deposit", id)),

  "fiatDeposit.confirmOrder": (sandbox, { id }, origin) => {
    const order = requestedOrder(sandbox, "deposit", id);
    if (order.state === "CREATED") confirmFiatOrder(sandbox, order);
    return { redirectUrl: `${origin}/onramp/${id}` };
  },

  "fiatDeposit.generateKey": ({ store, clock }) => {
    const key = store.onrampKeys.insert({ id: randomUUID(), expiresAtMs: clock.nowMs() + keyLifeMs });
    return { key: key.id, expiredAt: apiDate(key.expiresAtMs) };
  },
};
