import { decimal } from "@calypso-commerce/core";
import type { Payment } from "../api/types";
import { ExplorerLink } from "../components/explorer-link";
import { Fact, Facts } from "../components/fact";
import { crypto, currencyName, fiat, rate, symbol } from "../format/amounts";
import { moment } from "../format/dates";
import { useWords } from "../i18n/use-words";
import { invoiceOf } from "./payment-looks";

/** Amounts in fiat and crypto, rate, fee, and where the money went. */
export function PaymentFacts({ payment }: { payment: Payment }) {
  const { t, locale } = useWords();
  const invoice = invoiceOf(payment);
  const { crypto_currency: code, crypto_amount: due, received, fee, surplus } = invoice;
  const missing = due && payment.outcome === "underpaid" ? decimal.subtract(due, received) : null;
  const price = rate(locale, payment.fiat_amount, payment.currency_code, due);
  const isOpen = payment.outcome === "waiting" && payment.expires_at;
  return (
    <Facts>
      <Fact name={t("payment.due")}>
        {fiat(locale, payment.fiat_amount, payment.currency_code)}
        {due ? ` = ${crypto(locale, due, code)}` : null}
      </Fact>
      <Fact name={t("payment.received")}>{code ? crypto(locale, received, code) : null}</Fact>
      <Fact name={t("payment.missing")}>{missing ? crypto(locale, missing, code) : null}</Fact>
      <Fact name={t("payment.surplus")}>{surplus ? crypto(locale, surplus, code) : null}</Fact>
      <Fact name={t("common.currency")}>{code ? currencyName(code) : null}</Fact>
      <Fact name={t("payment.rate")}>
        {price && code ? t("payment.rateOf", { symbol: symbol(code), fiat: price }) : null}
      </Fact>
      <Fact name={t("payment.fee")}>{fee ? crypto(locale, fee, code) : null}</Fact>
      <Fact name={t("payment.address")}>
        {invoice.address ? (
          <ExplorerLink currency={code} text={invoice.address} kind="address" name={t("payment.address")} />
        ) : null}
      </Fact>
      <Fact name={t("payment.sender")}>
        {invoice.sender_address ? (
          <ExplorerLink currency={code} text={invoice.sender_address} kind="address" name={t("payment.sender")} />
        ) : null}
      </Fact>
      <Fact name={t("payment.expires")}>{isOpen ? moment(locale, isOpen) : null}</Fact>
    </Facts>
  );
}
