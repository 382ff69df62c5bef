import { operation } from "../operation.ts";
import * as schema from "./fiat-order-schemas.ts";
import { type GeoList, geoListSchema } from "./fiat-schemas.ts";

/** On-ramp: a user pays in fiat, the merchant gets crypto. Source: API reference, "Fiat Deposit API"; errors 400, 500. */
export const fiatDeposit = {
  /** Reads an order. Source: "Get fiat info". */
  getOrder: operation<schema.FiatOrderKey, schema.FiatOrder>({
    path: "/api/v1/fiat/deposit/order",
    effect: "read",
    request: schema.fiatOrderKeySchema,
    response: schema.fiatOrderSchema,
  }),

  /** Lists payment methods in a place, with a rate that is fixed for a while. Source: "Get method". */
  methods: operation<schema.GetFiatOrderMethods, schema.FiatOrderMethods>({
    path: "/api/v1/fiat/deposit/method",
    effect: "read",
    request: schema.getFiatOrderMethodsSchema,
    response: schema.fiatOrderMethodsSchema,
  }),

  /** Generates a key that opens the on-ramp widget. Source: "Generate key". */
  generateKey: operation<undefined, schema.OnrampKey>({
    path: "/api/v1/fiat/deposit/key/generate",
    effect: "repeatable",
    response: schema.onrampKeySchema,
  }),

  /** Lists places and their currencies. Source: "Get geo". */
  geo: operation<undefined, GeoList>({
    path: "/api/v1/fiat/deposit/geo",
    effect: "read",
    response: geoListSchema,
  }),

  /** Creates an order, to be confirmed next. Source: "Create order". */
  createOrder: operation<schema.CreateFiatDeposit, schema.FiatOrder>({
    path: "/api/v1/fiat/deposit/create/order",
    effect: "keyed",
    request: schema.createFiatDepositSchema,
    response: schema.fiatOrderSchema,
  }),

  /** Confirms an order, and returns where to send the payer. Source: "Confirm order". */
  confirmOrder: operation<schema.ConfirmFiatDeposit, schema.FiatDepositRedirect>({
    path: "/api/v1/fiat/deposit/confirm/order",
    effect: "repeatable",
    request: schema.confirmFiatDepositSchema,
    response: schema.fiatDepositRedirectSchema,
  }),
};
