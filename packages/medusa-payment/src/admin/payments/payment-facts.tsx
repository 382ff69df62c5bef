import { decimal } from "@calypso-commerce/core/money";
import type { Payment } from "../api/payment";
import { ExplorerLink } from "../components/explorer-link";
import { Fact, Facts } from "../components/facts";
import { currencyName, currencySymbol, formatCrypto, formatFiat, formatRate } from "../format/currency";
import { formatDate } from "../format/dates";
import { useTranslations } from "../i18n/use-translations";
import { invoiceOf } from "./invoice-of";

/** Amounts in fiat and crypto, rate, fee, and addresses. */
export function PaymentFacts({ payment }: { payment: Payment }) {
  const { t, locale } = useTranslations();
  const invoice = invoiceOf(payment);
  const { crypto_currency: code, crypto_amount: due, received, fee, surplus } = invoice;
  const missing =
    due && ["underpaid", "expired_partial"].includes(payment.outcome) ? decimal.subtract(due, received) : null;
  const price = formatRate(locale, payment.fiat_amount, payment.currency_code, due);
  const isOnItsWay = ["detected", "held"].includes(payment.outcome) && !decimal.isPositive(received);
  const isOpen = payment.outcome === "waiting" && payment.expires_at;
  return (
    <Facts>
      <Fact name={t("payment.due")}>
        {formatFiat(locale, payment.fiat_amount, payment.currency_code)}
        {due ? ` = ${formatCrypto(locale, due, code)}` : null}
      </Fact>
      <Fact name={t("payment.received")}>{code && !isOnItsWay ? formatCrypto(locale, received, code) : null}</Fact>
      <Fact name={t("payment.seen")}>
        {isOnItsWay
          ? invoice.seen && code
            ? formatCrypto(locale, invoice.seen, code)
            : t("payment.seenUnknown")
          : null}
      </Fact>
      <Fact name={t("payment.missing")}>{missing ? formatCrypto(locale, missing, code) : null}</Fact>
      <Fact name={t("payment.surplus")}>{surplus ? formatCrypto(locale, surplus, code) : null}</Fact>
      <Fact name={t("common.currency")}>{code ? currencyName(code) : null}</Fact>
      <Fact name={t("payment.rate")}>
        {price && code ? t("payment.rateOf", { symbol: currencySymbol(code), fiat: price }) : null}
      </Fact>
      <Fact name={t("payment.fee")}>{fee ? formatCrypto(locale, fee, code) : null}</Fact>
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
      <Fact name={t("payment.expires")}>{isOpen ? formatDate(locale, isOpen) : null}</Fact>
    </Facts>
  );
}
