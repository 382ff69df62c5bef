import { company } from "../../chain/company.ts";
import { fiatLimits, fiatMethods, geos } from "../../chain/geos.ts";
import {
  bothAmounts,
  confirmFiatOrder,
  createFiatOrder,
  fixedRate,
  fixRate,
} from "../../domain/account/fiat-orders.ts";
import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { apiDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";
import { createOnce } from "../create-once.ts";
import type { Handlers } from "../handler.ts";
import { knownCrypto } from "../known-currency.ts";
import { requestDigest } from "../request-digest.ts";
import { listGeos } from "./ramp-orders.ts";

/** Fiat API, the older on-ramp: fiat payments of invoices that allow them. */
export const fiatHandlers: Handlers<"fiat"> = {
  "fiat.geo": listGeos,

  "fiat.methods": (sandbox, { currency, geoId }) => {
    const geo = geos.get(geoId);
    if (!geo) throw badRequest("geoId is unknown", "geo_not_found");
    const rate = fixRate(sandbox, knownCrypto(currency), geo.fiatCurrency);
    const { min, max } = fiatLimits(geo.fiatCurrency);
    const methods = [...fiatMethods.values()].filter((method) => method.geo.id === geoId);
    return {
      method: methods.map(({ type }) => ({
        methodName: `${type} in ${geo.name}`,
        methodCode: type,
        fixedRateId: rate.id,
        fixedRate: exactNumber(rate.rate),
        expiredFixedRateDate: apiDate(rate.expiresAtMs),
        minLimit: exactNumber(min),
        maxLimit: exactNumber(max),
      })),
    };
  },

  "fiat.createOrder": (sandbox, request, origin) => {
    const { idempotencyKey } = request;
    const digest = requestDigest(request);
    const orders = sandbox.store.fiatOrders.by("idempotencyKey", idempotencyKey);
    const order = createOnce(
      sandbox,
      orders.find(({ kind }) => kind === "applier"),
      digest,
      () => {
        const rate = fixedRate(sandbox, request.rateId);
        const created = createFiatOrder(sandbox, {
          kind: "applier",
          idempotencyKey,
          externalId: request.merchantExternalId ?? null,
          requestDigest: digest,
          currency: rate.currency,
          fiatCurrency: rate.fiatCurrency,
          ...bothAmounts(rate, request.amountInCrypto, request.amountInFiat),
          description: null,
          returnUrl: request.redirectUrl ?? null,
        });
        return confirmFiatOrder(sandbox, created);
      },
    );
    return { url: `${origin}/onramp/${order.id}` };
  },

  "fiat.getOrder": ({ store }, { idempotencyKey }) => {
    const order = store.fiatOrders.by("idempotencyKey", idempotencyKey).find(({ kind }) => kind === "applier");
    if (!order) throw unknownObject("fiat order", "order");
    const paid = order.state === "PAID" || order.state === "COMPLETED";
    return {
      invoiceId: store.invoices.by("idempotencyKey", idempotencyKey)[0]?.id,
      state: paid ? "paid" : "unpaid",
      shopId: company.id,
      orderUnpaidType: order.state === "EXPIRED" ? "EXPIRED" : undefined,
      currency: order.currency,
      orderCryptoAmount: exactNumber(order.cryptoAmount),
      paymentCryptoAmount: exactNumber(paid ? order.cryptoAmount : "0"),
      fiatCurrency: order.fiatCurrency,
      orderFiatAmount: exactNumber(order.fiatAmount),
      paymentFiatAmount: exactNumber(paid ? order.fiatAmount : "0"),
    };
  },
};
