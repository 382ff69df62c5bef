import { fiatLimits, fiatMethods, geos } from "../../chain/geos.ts";
import { bothAmounts, createFiatOrder, fixedRate, fixRate } from "../../domain/account/fiat-orders.ts";
import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { formatGeo } from "../../formatters/format-fiat-order.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { FiatOrder, FiatOrderKind } from "../../store/entities.ts";
import { apiDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";
import { createOnce } from "../create-once.ts";
import { knownCrypto } from "../known-currency.ts";
import { requestDigest } from "../request-digest.ts";

/** Shared by on-ramp and off-ramp. */

export const listGeos = () => ({ geo: [...geos.values()].map(formatGeo) });

interface MethodsRequest {
  readonly geoId: string;
  readonly itemId?: string | undefined;
  readonly currency: string;
  readonly cryptoAmount?: string | undefined;
  readonly fiatAmount?: string | undefined;
}

/** The payment methods of a country, with a rate that is fixed for 15 minutes. */
export function listMethods(sandbox: Sandbox, request: MethodsRequest) {
  const { geoId, itemId, cryptoAmount, fiatAmount } = request;
  const geo = geos.get(geoId);
  if (!geo) throw badRequest("geoId is unknown", "geo_not_found");
  const currency = knownCrypto(request.currency);
  const rate = fixRate(sandbox, currency, geo.fiatCurrency);
  const wanted = cryptoAmount ?? fiatAmount;
  const amounts = wanted === undefined ? undefined : bothAmounts(rate, cryptoAmount, fiatAmount);
  const { min, max } = fiatLimits(geo.fiatCurrency);
  return {
    fixedRateId: rate.id,
    rateExpiredDate: apiDate(rate.expiresAtMs),
    methods: [...fiatMethods.values()]
      .filter((method) => method.geo.id === geoId && (itemId === undefined || method.id === itemId))
      .map((method) => ({
        itemId: method.id,
        fiatAmount: amounts && exactNumber(amounts.fiatAmount),
        cryptoAmount: amounts && exactNumber(amounts.cryptoAmount),
        withdrawalSettingsType: method.type,
        currency,
        fiatCurrency: geo.fiatCurrency,
        minLimit: exactNumber(min),
        maxLimit: exactNumber(max),
      })),
  };
}

interface OrderRequest {
  readonly rateId: string;
  readonly itemId: string;
  readonly cryptoAmount?: string | undefined;
  readonly fiatAmount?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly merchantExternalId?: string | undefined;
  readonly description?: string | undefined;
  readonly returnUrl?: string | undefined;
}

/** Creates an order at a fixed rate once for each idempotency key. */
export function createRampOrder(sandbox: Sandbox, kind: FiatOrderKind, request: OrderRequest): FiatOrder {
  const idempotencyKey = request.idempotencyKey ?? crypto.randomUUID();
  const digest = requestDigest({ kind, ...request });
  const existing = sandbox.store.fiatOrders.by("idempotencyKey", idempotencyKey).find((order) => order.kind === kind);
  return createOnce(sandbox, existing, digest, () => {
    const rate = fixedRate(sandbox, request.rateId);
    if (fiatMethods.get(request.itemId)?.geo.fiatCurrency !== rate.fiatCurrency) {
      throw badRequest("itemId is not one of this rate's methods", "method_not_found");
    }
    return createFiatOrder(sandbox, {
      kind,
      idempotencyKey,
      externalId: request.merchantExternalId ?? null,
      requestDigest: digest,
      currency: rate.currency,
      fiatCurrency: rate.fiatCurrency,
      ...bothAmounts(rate, request.cryptoAmount, request.fiatAmount),
      description: request.description ?? null,
      returnUrl: request.returnUrl ?? null,
    });
  });
}

/** @throws EmulatorError 400 for an unknown order, or one of another kind. */
export function requestedOrder({ store }: Sandbox, kind: FiatOrderKind, id: string): FiatOrder {
  const order = store.fiatOrders.get(id);
  if (order?.kind !== kind) throw unknownObject("fiat order", "order");
  return order;
}
