import { currencySymbol } from "../../amounts/currency-symbol.ts";
import type { Payment } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";

/** Says that the shopper paid more than was due. */
export function SurplusNote({ payment }: { payment: Payment }) {
  const { format } = useMessages();
  const coin = payment.symbol ?? currencySymbol(payment.cryptoCurrency ?? "");
  return <p data-testid="surplus">{format("surplusNote", { amount: `${payment.surplusAmount} ${coin}` })}</p>;
}
