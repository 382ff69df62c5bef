import { decimal } from "@calypso-commerce/core/money";
import { Alert } from "@medusajs/ui";
import type { Payment } from "../api/payment";
import type { Preview } from "../api/refund";
import { Fact, Facts } from "../components/facts";
import { currencyName, currencySymbol, formatCrypto, formatFiat, formatPrice } from "../format/currency";
import { formatAge } from "../format/dates";
import { toSentence } from "../format/to-sentence";
import { type Translations, useTranslations } from "../i18n/use-translations";
import { bodyOf, isStale, type RefundForm } from "./refund-form";

interface RefundPreviewProps {
  form: RefundForm;
  payment: Payment;
  preview: Preview;
  nowMs: number;
}

/** The effect of a refund: rate and its age, fee, what arrives, the balance before and after. */
export function RefundPreview({ form, payment, preview, nowMs }: RefundPreviewProps) {
  const words = useTranslations();
  const { t, locale } = words;
  const { currency } = preview;
  const inCrypto = (amount: string) => formatCrypto(locale, amount, currency);
  const { destination } = bodyOf(form, payment);
  const payer = t(preview.fee_payer === "merchant" ? "refunds.byMerchant" : "refunds.byShopper");
  return (
    <div className="flex flex-col gap-y-4" data-testid="calypso-refund-preview">
      <Facts>
        <Fact name={t("dialog.refunded")}>{formatFiat(locale, preview.amount, preview.currency_code)}</Fact>
        <Fact name={t("dialog.currency")}>{currencyName(currency)}</Fact>
        <Fact name={t("dialog.rate")}>
          {preview.rate && preview.rate_read_at
            ? `${t("payment.rateOf", {
                symbol: currencySymbol(currency),
                fiat: formatPrice(locale, preview.rate, preview.currency_code),
              })}, ${t("dialog.rateAge", { time: formatAge(locale, preview.rate_read_at, nowMs) })}`
            : null}
        </Fact>
        <Fact name={t("refunds.fee")}>
          {preview.fee ? `${inCrypto(preview.fee)}, ${payer}` : `${t("common.unknown")}, ${payer}`}
        </Fact>
        <Fact name={t("dialog.arrives")}>
          <strong className="text-ui-fg-base font-medium">{inCrypto(preview.arrives)}</strong>
        </Fact>
        <Fact name={t("dialog.destination")}>
          {destination ? <span className="break-all font-mono">{destination}</span> : t("dialog.byLink")}
        </Fact>
        <Fact name={t("dialog.before")}>{inCrypto(preview.balance_before)}</Fact>
        <Fact name={t("dialog.after")}>{inCrypto(preview.balance_after)}</Fact>
        <Fact name={t("dialog.minimum")}>
          {preview.minimum && decimal.isPositive(preview.minimum) ? inCrypto(preview.minimum) : null}
        </Fact>
      </Facts>
      <div className="flex flex-col gap-y-2 px-6" role="status">
        {preview.problems.map((problem) => (
          <Alert key={problem} variant={problem === "balance" || problem === "minimum" ? "warning" : "error"}>
            {sentenceOf(problem, form, preview, words)}
          </Alert>
        ))}
        {preview.needs_approval ? <Alert variant="info">{t("dialog.approvalNeeded")}</Alert> : null}
        {isStale(preview, nowMs) ? <Alert variant="warning">{t("dialog.stale")}</Alert> : null}
      </div>
    </div>
  );
}

function sentenceOf(
  problem: Preview["problems"][number],
  form: RefundForm,
  preview: Preview,
  words: Translations,
): string {
  const { t, locale } = words;
  switch (problem) {
    case "balance":
      return t("dialog.problemBalance", { currency: currencyName(preview.currency) });
    case "minimum":
      return t("dialog.problemMinimum");
    case "amount": {
      const { captured, unclaimed } = preview.refundable;
      const most = (form.part === "overpaid" ? unclaimed : captured) ?? "0";
      return t("dialog.problemAmount", { amount: formatFiat(locale, most, preview.currency_code) });
    }
    case "address":
      return preview.address?.problem ? toSentence(preview.address.problem) : t("dialog.problemAddress");
  }
}
