import { currencySymbol } from "../../amounts/currency-symbol.ts";
import { networkLabel } from "../../payment/network-label.ts";
import type { Payment } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";
import { shorten } from "./shorten.ts";

/** What was paid, for the shopper's records: coin, network, address, transaction and time, to print. */
export function Receipt({ payment }: { payment: Payment }) {
  const { messages } = useMessages();
  const coin = payment.symbol ?? currencySymbol(payment.cryptoCurrency ?? "");
  const amount =
    payment.receivedAmount && payment.receivedAmount !== "0" ? payment.receivedAmount : payment.cryptoAmount;
  const time =
    payment.paidAtMs !== undefined &&
    new Intl.DateTimeFormat(messages.locale, { dateStyle: "medium", timeStyle: "short" }).format(payment.paidAtMs);
  const rows = [
    [messages.amount, amount && `${amount} ${coin}`],
    [messages.chooseNetwork, networkLabel(payment)],
    [messages.receiptAddress, payment.address && shorten(payment.address)],
    [messages.receiptTransaction, payment.transactionHash && shorten(payment.transactionHash)],
    [messages.receiptTime, time],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  if (!amount) return null;
  return (
    <section className="receipt" aria-label={messages.receipt} data-testid="receipt">
      <h3>{messages.receipt}</h3>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="link" onClick={() => window.print()}>
        {messages.print}
      </button>
    </section>
  );
}
