import { operation } from "../operation.ts";
import * as schema from "./fiat-schemas.ts";

/** Paying an invoice in fiat. Source: API reference, "Fiat API". Each may be refused with 400 or fail with 500. */
export const fiat = {
  /** Reads a fiat payment. Source: "Get fiat info". */
  getOrder: operation<schema.InvoiceFiatOrderKey, schema.InvoiceFiatOrder>({
    path: "/api/v1/fiat/order",
    effect: "read",
    request: schema.invoiceFiatOrderKeySchema,
    response: schema.invoiceFiatOrderSchema,
  }),

  /** Lists payment methods in a place, with rate and limits. Source: "Get method". */
  methods: operation<schema.GetFiatMethods, schema.FiatMethods>({
    path: "/api/v1/fiat/method",
    effect: "read",
    request: schema.getFiatMethodsSchema,
    response: schema.fiatMethodsSchema,
  }),

  /** Lists places and their currencies. Source: "Get geo". */
  geo: operation<undefined, schema.GeoList>({
    path: "/api/v1/fiat/geo",
    effect: "read",
    response: schema.geoListSchema,
  }),

  /**
   * Starts a fiat payment, and returns where to send the payer. The client never repeats it: the reference does not say
   * whether the key makes it unique. Source: "Create order".
   */
  createOrder: operation<schema.CreateInvoiceFiatOrder, schema.FiatOrderUrl>({
    path: "/api/v1/fiat/create/order",
    effect: "once",
    request: schema.createInvoiceFiatOrderSchema,
    response: schema.fiatOrderUrlSchema,
  }),
};
