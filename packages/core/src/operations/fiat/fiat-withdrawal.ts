import { operation } from "../operation.ts";
import * as schema from "./fiat-order-schemas.ts";
import { type GeoList, geoListSchema } from "./fiat-schemas.ts";

/** Off-ramp: crypto out of the balance to a bank or card. Source: API reference, "Fiat Withdrawal API"; errors 400, 500. */
export const fiatWithdrawal = {
  /** Reads an order. Source: "Get fiat info". */
  getOrder: operation<schema.FiatOrderKey, schema.FiatOrder>({
    path: "/api/v1/fiat/withdrawal/order",
    effect: "read",
    request: schema.fiatOrderKeySchema,
    response: schema.fiatOrderSchema,
  }),

  /** Lists withdrawal methods in a place, with a rate that is fixed for a while. Source: "Get method". */
  methods: operation<schema.GetFiatOrderMethods, schema.FiatOrderMethods>({
    path: "/api/v1/fiat/withdrawal/method",
    effect: "read",
    request: schema.getFiatOrderMethodsSchema,
    response: schema.fiatOrderMethodsSchema,
  }),

  /** Lists places and their currencies. Source: "Get geo". */
  geo: operation<undefined, GeoList>({
    path: "/api/v1/fiat/withdrawal/geo",
    effect: "read",
    response: geoListSchema,
  }),

  /** Creates an order, to be confirmed next. Source: "Create order". */
  createOrder: operation<schema.CreateFiatWithdrawal, schema.FiatOrder>({
    path: "/api/v1/fiat/withdrawal/create/order",
    effect: "keyed",
    request: schema.createFiatWithdrawalSchema,
    response: schema.fiatOrderSchema,
  }),

  /** Confirms an order: money is sent. The client never repeats it. Source: "Confirm order by swift". */
  confirmBySwift: operation<schema.ConfirmBySwift, schema.FiatOrder>({
    path: "/api/v1/fiat/withdrawal/confirm/order/swift",
    effect: "once",
    request: schema.confirmBySwiftSchema,
    response: schema.fiatOrderSchema,
  }),

  /** Confirms an order: money is sent. The client never repeats it. Source: "Confirm order by sepa". */
  confirmBySepa: operation<schema.ConfirmBySepa, schema.FiatOrder>({
    path: "/api/v1/fiat/withdrawal/confirm/order/sepa",
    effect: "once",
    request: schema.confirmBySepaSchema,
    response: schema.fiatOrderSchema,
  }),

  /** Confirms an order: money is sent. The client never repeats it. Source: "Confirm order by card". */
  confirmByCard: operation<schema.ConfirmByCard, schema.FiatOrder>({
    path: "/api/v1/fiat/withdrawal/confirm/order/card",
    effect: "once",
    request: schema.confirmByCardSchema,
    response: schema.fiatOrderSchema,
  }),
};
