import { randomUUID } from "node:crypto";
import type { Answers } from "../api/answer.ts";
import { confirmFiatOrder } from "../domain/fiat-orders.ts";
import { formatFiatOrder } from "../formatters/fiat-order.ts";
import { apiDate } from "../wire/dates.ts";
import { answerGeo, answerMethods, newRampOrder, requestedOrder } from "./fiat-ramp.ts";

const keyLifeMs = 3_600_000;

/** Fiat deposit API: on-ramp. */
export const fiatDepositAnswers: Answers<"fiatDeposit"> = {
  "fiatDeposit.geo": answerGeo,
  "fiatDeposit.methods": answerMethods,

  "fiatDeposit.createOrder": (sandbox, request) => formatFiatOrder(newRampOrder(sandbox, "deposit", request)),

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
