import type { Sandbox } from "../sandbox.ts";
import type { Exchange } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";
import { exactNumber } from "../wire/json.ts";

/** An exchange as the Exchange API returns it. */
export function formatExchange(sandbox: Sandbox, exchange: Exchange): Record<string, unknown> {
  return {
    id: Number(exchange.id),
    account: sandbox.credentials.account,
    sourceCurrency: exchange.sourceCurrency,
    sourceAmount: exactNumber(exchange.sourceAmount),
    destinationCurrency: exchange.destinationCurrency,
    destinationAmount: exactNumber(exchange.destinationAmount),
    state: exchange.state,
    createdDate: apiDate(exchange.createdAtMs),
  };
}
