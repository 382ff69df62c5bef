import type { FiatOrder } from "../store/entities.ts";
import { webhookDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";
import type { EventService, EventType } from "./event-types.ts";
import type { VendorEvent } from "./vendor-event.ts";

/** The changes of a fiat order that events report. */
export type FiatOrderChange = "created" | "confirmed" | "received" | "failed" | "expired";

const types: Record<FiatOrder["kind"], Partial<Record<FiatOrderChange, EventType>>> = {
  deposit: {
    created: "FIAT_DEPOSIT_ORDER_CREATED",
    confirmed: "FIAT_DEPOSIT_ORDER_CONFIRM",
    received: "FIAT_DEPOSIT_FIAT_FUNDS_RECEIVED",
    failed: "FIAT_DEPOSIT_ORDER_FAILED",
    expired: "FIAT_DEPOSIT_ORDER_EXPIRED",
  },
  withdrawal: {
    created: "FIAT_WITHDRAWAL_ORDER_CREATED",
    confirmed: "FIAT_WITHDRAWAL_ORDER_CONFIRM",
    received: "FIAT_WITHDRAWAL_SUCCESS",
    failed: "FIAT_WITHDRAWAL_ORDER_FAILED",
    expired: "FIAT_WITHDRAWAL_ORDER_EXPIRED",
  },
  applier: {
    received: "FIAT_APPLIER_FIAT_FUNDS_RECEIVED",
    failed: "FIAT_APPLIER_PAYMENT_FAILED",
    expired: "FIAT_APPLIER_ORDER_UNPAID",
  },
  c2f: { received: "FIAT_APPLIER_WITHDRAWAL_SUCCESS", failed: "FIAT_APPLIER_WITHDRAWAL_FAILED" },
};

const services: Record<FiatOrder["kind"], EventService> = {
  deposit: "FIAT_DEPOSIT",
  withdrawal: "FIAT_WITHDRAWAL",
  applier: "FIAT_APPLIER",
  c2f: "FIAT_APPLIER",
};

/** The amounts in these events are strings. */
function dataOf(order: FiatOrder, change: FiatOrderChange, rate: string): Record<string, unknown> {
  const keys = { parentExternalId: order.number, idempotencyKey: order.idempotencyKey };
  if (order.kind === "applier" || order.kind === "c2f") {
    const amounts = { fiatAmount: order.fiatAmount, fiatCurrency: order.fiatCurrency };
    if (change === "received") return { ...keys, ...amounts, rate: exactNumber(rate) };
    return change === "expired" ? { ...keys, reasonType: "EXPIRED" } : keys;
  }
  const amounts = { cryptoAmount: order.cryptoAmount, fiatCurrency: order.fiatCurrency, fiatAmount: order.fiatAmount };
  return {
    ...(change === "created" || change === "received" ? amounts : {}),
    orderId: order.id,
    externalId: order.externalId,
    ...keys,
    currency: order.currency,
    ...(change === "failed" ? { reason: "Failed by the emulator" } : {}),
  };
}

/** The vendor's event for an adjusted fiat payment of an invoice. Its `fiatCurrency` is a flag, as text. */
export function adjustmentEvent(order: FiatOrder, reason: string, atMs: number): VendorEvent {
  const type = "FIAT_APPLIER_ADJUSTMENT";
  return {
    type,
    service: "FIAT_APPLIER",
    level: "WARNING",
    subject: order.id,
    data: {
      type,
      parentExternalId: order.number,
      idempotencyKey: order.idempotencyKey,
      adjustmentDate: webhookDate(atMs),
      sumAfterAdjustment: exactNumber(order.cryptoAmount),
      reason,
      currency: order.currency,
      fiatCurrency: "false",
    },
  };
}

/** The vendor's event for a change of a fiat order; undefined where it has none. */
export function fiatOrderEvent(order: FiatOrder, change: FiatOrderChange, rate: string): VendorEvent | undefined {
  const type = types[order.kind][change];
  if (!type) return undefined;
  return {
    type,
    service: services[order.kind],
    level: change === "failed" || change === "expired" ? "WARNING" : "SUCCESS",
    subject: order.id,
    data: { type, ...dataOf(order, change, rate) },
  };
}
