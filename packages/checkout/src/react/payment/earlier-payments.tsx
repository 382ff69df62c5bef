import { currencySymbol } from "../../amounts/currency-symbol.ts";
import type { EarlierPayment } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";

const texts = {
  confirming: "earlierConfirming",
  in_review: "earlierInReview",
  refunding: "earlierRefunding",
  refunded: "earlierRefunded",
  used: "earlierUsed",
} as const;

/** Money that arrived for sessions before this one, and what happens to it. */
export function EarlierPayments({ payments }: { payments: EarlierPayment[] }) {
  const { messages, format } = useMessages();
  return payments.map((payment, index) => {
    const coin = payment.symbol ?? currencySymbol(payment.cryptoCurrency ?? "");
    const key = `${index} ${payment.receivedAmount}`;
    return (
      <p key={key} className="note warn" data-testid="earlier-payment" data-status={payment.status}>
        {format("earlierReceived", { amount: `${payment.receivedAmount} ${coin}` })} {messages[texts[payment.status]]}
      </p>
    );
  });
}
