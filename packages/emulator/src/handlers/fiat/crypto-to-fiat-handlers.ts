import { fiatLimits } from "../../chain/geos.ts";
import {
  bothAmounts,
  confirmFiatOrder,
  createFiatOrder,
  fixedRate,
  fixRate,
} from "../../domain/account/fiat-orders.ts";
import { badRequest } from "../../domain/emulator-error.ts";
import { formatCurrencyField } from "../../formatters/format-currency.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { FiatOrder } from "../../store/entities.ts";
import { apiDate } from "../../wire/dates.ts";
import { exactNumber } from "../../wire/json.ts";
import { createOnce } from "../create-once.ts";
import type { Handlers } from "../handler.ts";
import { knownCrypto, knownFiat } from "../known-currency.ts";
import { requestDigest } from "../request-digest.ts";
import { requestedOrder } from "./ramp-orders.ts";

/** The reference names only the state INIT; the others are those of fiat orders. */
function format(sandbox: Sandbox, order: FiatOrder): Record<string, unknown> {
  return {
    orderId: order.id,
    state: order.state === "CREATED" || order.state === "IN_PROGRESS" ? "INIT" : order.state,
    currency: formatCurrencyField(sandbox, order.currency),
    fiatCurrency: order.fiatCurrency,
    amountInCrypto: exactNumber(order.cryptoAmount),
    amountInFiat: exactNumber(order.fiatAmount),
    externalId: order.externalId ?? undefined,
  };
}

interface OrderRequest {
  readonly currency: string;
  readonly fiatCurrency: string;
  readonly fixedRateId: string;
  readonly fiatAmount?: string | undefined;
  readonly cryptoAmount?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
}

/** Creates an order and draws its amount from the balance. */
function create(sandbox: Sandbox, request: OrderRequest): Record<string, unknown> {
  const { currency, fiatCurrency, fixedRateId, fiatAmount, cryptoAmount, externalId } = request;
  const idempotencyKey = request.idempotencyKey ?? crypto.randomUUID();
  const digest = requestDigest(request);
  const existing = sandbox.store.fiatOrders.by("idempotencyKey", idempotencyKey).find(({ kind }) => kind === "c2f");
  const order = createOnce(sandbox, existing, digest, () => {
    const rate = fixedRate(sandbox, fixedRateId);
    if (rate.currency !== currency || rate.fiatCurrency !== fiatCurrency) {
      throw badRequest("fixedRateId is a rate of other currencies", "rate_not_found");
    }
    const created = createFiatOrder(sandbox, {
      kind: "c2f",
      idempotencyKey,
      externalId: externalId ?? null,
      requestDigest: digest,
      currency,
      fiatCurrency,
      ...bothAmounts(rate, cryptoAmount, fiatAmount),
      description: null,
      returnUrl: null,
    });
    return confirmFiatOrder(sandbox, created);
  });
  return format(sandbox, order);
}

/** Crypto to fiat API. */
export const cryptoToFiatHandlers: Handlers<"cryptoToFiat"> = {
  "cryptoToFiat.fixRate": (sandbox, request) => {
    const rate = fixRate(sandbox, knownCrypto(request.currency), knownFiat(request.fiatCurrency));
    return {
      rateId: rate.id,
      rate: exactNumber(rate.rate),
      fiatCurrency: rate.fiatCurrency,
      currency: rate.currency,
      expiredDate: apiDate(rate.expiresAtMs),
    };
  },

  "cryptoToFiat.getLimit": (_sandbox, { fiatCurrency }) => {
    const { min, max } = fiatLimits(knownFiat(fiatCurrency));
    return { minLimit: exactNumber(min), maxLimit: exactNumber(max), limitCurrency: fiatCurrency };
  },

  "cryptoToFiat.createSepaOrder": create,
  "cryptoToFiat.createCardOrder": create,

  "cryptoToFiat.getOrder": (sandbox, { orderId }) => format(sandbox, requestedOrder(sandbox, "c2f", orderId)),
};
