import { tokenStandard } from "../amounts/currency-symbol.ts";
import type { Payment } from "./payment.ts";

/** The network's name, with the token's standard: `TRON (TRC-20)`. */
export function networkLabel(payment: Payment): string | undefined {
  const { network, cryptoCurrency = "" } = payment;
  const standard = payment.tokenStandard ?? tokenStandard(cryptoCurrency, network ?? "");
  return network && standard ? `${network} (${standard})` : network;
}
