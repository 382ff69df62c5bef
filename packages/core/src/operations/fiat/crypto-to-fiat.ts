import { operation } from "../operation.ts";
import * as schema from "./crypto-to-fiat-schemas.ts";

/** Selling crypto for fiat on a card or account. Source: API reference, "C2F API". Each may be refused with 400 or fail with 500. */
export const cryptoToFiat = {
  /** Reads an order. Source: "Get c2f order". */
  getOrder: operation<schema.CryptoToFiatOrderKey, schema.CryptoToFiatOrder>({
    path: "/api/v1/c2f/order",
    effect: "read",
    request: schema.cryptoToFiatOrderKeySchema,
    response: schema.cryptoToFiatOrderSchema,
  }),

  /** Fixes a rate for a while. Source: "Fix rate". */
  fixRate: operation<schema.FixRate, schema.FixedRate>({
    path: "/api/v1/c2f/order/{type}/rate",
    effect: "repeatable",
    request: schema.fixRateSchema,
    response: schema.fixedRateSchema,
  }),

  /** Reads the smallest and largest amount of an order. Source: "Get limit". */
  getLimit: operation<schema.GetCryptoToFiatLimit, schema.CryptoToFiatLimit>({
    path: "/api/v1/c2f/order/{type}/limit",
    effect: "read",
    request: schema.getCryptoToFiatLimitSchema,
    response: schema.cryptoToFiatLimitSchema,
  }),

  /** Sells crypto, paid to an account by SEPA. Source: "Create c2f order", sepa. */
  createSepaOrder: operation<schema.CreateSepaOrder, schema.CryptoToFiatOrder>({
    path: "/api/v1/c2f/order/create/sepa",
    effect: "keyed",
    request: schema.createSepaOrderSchema,
    response: schema.cryptoToFiatOrderSchema,
  }),

  /** Sells crypto, paid to a card. Source: "Create c2f order", card. */
  createCardOrder: operation<schema.CreateCardOrder, schema.CryptoToFiatOrder>({
    path: "/api/v1/c2f/order/create/card",
    effect: "keyed",
    request: schema.createCardOrderSchema,
    response: schema.cryptoToFiatOrderSchema,
  }),
};
