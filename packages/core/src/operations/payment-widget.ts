import {
  type CreateSingleFiatWidget,
  createSingleFiatWidgetSchema,
  type SingleFiatWidget,
  singleFiatWidgetSchema,
  type WidgetKey,
  widgetKeySchema,
} from "../schema/payment-widget.ts";
import { expiresWithin } from "./expiration.ts";
import { operation } from "./operation.ts";

/** Source: API reference, "Payment Widget API". */
export const paymentWidget = {
  /** Creates a widget over a fiat amount. Source: "Create new Single Fiat Payment widget". */
  createSingleFiat: operation<CreateSingleFiatWidget, SingleFiatWidget>({
    method: "POST",
    path: "/api/v1/payment-widget/single-fiat/create",
    effect: "keyed",
    request: createSingleFiatWidgetSchema,
    response: singleFiatWidgetSchema,
    check: expiresWithin(30),
  }),

  /** Reads a widget; `requestId` is its idempotency key. Source: "Get Single Fiat Payment widget by ID". */
  findSingleFiat: operation<WidgetKey, SingleFiatWidget>({
    method: "POST",
    path: "/api/v1/payment-widget/single-fiat/find",
    effect: "read",
    request: widgetKeySchema,
    response: singleFiatWidgetSchema,
  }),
};
