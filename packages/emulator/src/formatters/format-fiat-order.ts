import type { Geo } from "../chain/geos.ts";
import type { FiatOrder } from "../store/entities.ts";
import { exactNumber } from "../wire/json.ts";

/** An on-ramp or off-ramp order as its API returns it. */
export function formatFiatOrder(order: FiatOrder): Record<string, unknown> {
  return {
    id: order.id,
    cryptoAmount: exactNumber(order.cryptoAmount),
    fiatAmount: exactNumber(order.fiatAmount),
    fiatCurrency: order.fiatCurrency,
    currency: order.currency,
    state: order.state,
  };
}

/** A country with fiat payments. */
export function formatGeo({ id, name, code, fiatCurrency }: Geo): Record<string, unknown> {
  return { geoId: id, geoName: name, geoCode: code, fiatCurrency };
}
