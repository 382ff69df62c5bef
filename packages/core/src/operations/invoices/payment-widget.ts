import { expiresWithin } from "../expires-within.ts";
import { listOperation, operation } from "../operation.ts";
import * as schema from "./payment-widget-schemas.ts";

/** Source: API reference, "Payment Widget API". Each may be refused with 400 or fail with 500. */
export const paymentWidget = {
  /** Reads a widget; `requestId` is its idempotency key. Source: "Get Unlimited Linked Payment widget by ID". */
  findUnlimitedLinked: operation<schema.WidgetKey, schema.UnlimitedLinkedWidget>({
    path: "/api/v1/payment-widget/unlimited-linked/find",
    effect: "read",
    request: schema.widgetKeySchema,
    response: schema.unlimitedLinkedWidgetSchema,
  }),

  /** Creates a widget that one client pays repeatedly. Source: "Create new Unlimited Linked payment widget". */
  createUnlimitedLinked: operation<schema.CreateUnlimitedLinkedWidget, schema.UnlimitedLinkedWidget>({
    path: "/api/v1/payment-widget/unlimited-linked/create",
    effect: "keyed",
    request: schema.createUnlimitedLinkedWidgetSchema,
    response: schema.unlimitedLinkedWidgetSchema,
    check: expiresWithin(30),
  }),

  /** Archives a widget: Calypso stops watching its invoices. Source: "Archive Unlimited Linked Payment widget by ID". */
  archiveUnlimitedLinked: operation<schema.WidgetKey, schema.UnlimitedLinkedWidget>({
    path: "/api/v1/payment-widget/unlimited-linked/archive",
    effect: "repeatable",
    request: schema.widgetKeySchema,
    response: schema.unlimitedLinkedWidgetSchema,
  }),

  /** Lists widgets by state. Source: "Get all Unlimited Linked Payment widgets". */
  listUnlimitedLinked: listOperation<schema.ListWidgets, schema.UnlimitedLinkedWidget>({
    path: "/api/v1/payment-widget/unlimited-linked/all",
    pageSizeField: "size",
    request: schema.listWidgetsSchema,
    item: schema.unlimitedLinkedWidgetSchema,
  }),

  /** Reads a widget; `requestId` is its idempotency key. Source: "Get Single Fiat Payment widget by ID". */
  findSingleFiat: operation<schema.WidgetKey, schema.SingleFiatWidget>({
    path: "/api/v1/payment-widget/single-fiat/find",
    effect: "read",
    request: schema.widgetKeySchema,
    response: schema.singleFiatWidgetSchema,
  }),

  /** Creates a widget for a fiat amount. Source: "Create new Single Fiat Payment widget". */
  createSingleFiat: operation<schema.CreateSingleFiatWidget, schema.SingleFiatWidget>({
    path: "/api/v1/payment-widget/single-fiat/create",
    effect: "keyed",
    request: schema.createSingleFiatWidgetSchema,
    response: schema.singleFiatWidgetSchema,
    check: expiresWithin(30),
  }),

  /** Archives a widget: Calypso stops watching its invoices. Source: "Archive Single Fiat Payment widget by ID". */
  archiveSingleFiat: operation<schema.WidgetKey, schema.SingleFiatWidget>({
    path: "/api/v1/payment-widget/single-fiat/archive",
    effect: "repeatable",
    request: schema.widgetKeySchema,
    response: schema.singleFiatWidgetSchema,
  }),

  /** Lists widgets by state. Source: "Get all Single Fiat Payment widgets". */
  listSingleFiat: listOperation<schema.ListWidgets, schema.SingleFiatWidget>({
    path: "/api/v1/payment-widget/single-fiat/all",
    pageSizeField: "size",
    request: schema.listWidgetsSchema,
    item: schema.singleFiatWidgetSchema,
  }),
};
