import { ExclamationCircle } from "@medusajs/icons";
import { Text } from "@medusajs/ui";
import type { Refund } from "../api/refund";
import { ExplorerLink } from "../components/explorer-link";
import { StateBadge } from "../components/state-badge";
import { formatCrypto, formatFiat } from "../format/currency";
import { formatDate } from "../format/dates";
import { toSentence } from "../format/to-sentence";
import { useTranslations } from "../i18n/use-translations";
import { isClaimLinkOpen, lastClaimLink } from "./last-claim-link";
import { hasFailed } from "./refund-actions";
import { refundAppearance } from "./refund-appearance";
import { RefundButtons } from "./refund-buttons";

/** A payment's refunds, each with its state and actions. */
export function RefundList({ refunds }: { refunds: Refund[] }) {
  const { t } = useTranslations();
  return (
    <div className="px-6 py-4" data-testid="calypso-refunds">
      <Text size="small" weight="plus" className="mb-3">
        {t("refunds.title")}
      </Text>
      <ul className="flex list-none flex-col gap-y-3 p-0">
        {refunds.map((refund) => (
          <RefundItem key={refund.id} refund={refund} />
        ))}
      </ul>
    </div>
  );
}

function RefundItem({ refund }: { refund: Refund }) {
  const { t, locale } = useTranslations();
  const sent = refund.payouts.at(-1);
  const inCrypto = refund.crypto_amount && formatCrypto(locale, refund.crypto_amount, refund.crypto_currency);
  return (
    <li
      className="bg-ui-bg-subtle flex flex-col gap-y-2 rounded-lg border p-3"
      data-testid="calypso-refund"
      data-state={refund.reversed_at ? "reversed" : refund.state}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text size="small" weight="plus">
          {formatFiat(locale, refund.amount, refund.currency_code)}
          {inCrypto ? ` = ${inCrypto}` : null}
        </Text>
        <StateBadge appearance={refundAppearance(refund)} />
      </div>
      <Text size="small" className="text-ui-fg-subtle" asChild>
        <div>
          {[
            formatDate(locale, refund.created_at),
            refund.source === "ledger" && t("refunds.surplusPart"),
            refund.execution_date && !sent && t("refunds.sendsOn", { date: formatDate(locale, refund.execution_date) }),
            refund.note && `“${refund.note}”`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
      </Text>
      <Where refund={refund} />
      {refund.error && !refund.reversed_at ? <Problem text={refund.error} isError={hasFailed(refund)} /> : null}
      <RefundButtons refund={refund} />
    </li>
  );
}

/** Address, transaction and fee, or the claim link that the shopper has. */
function Where({ refund }: { refund: Refund }) {
  const { t, locale } = useTranslations();
  const { crypto_currency: currency, destination } = refund;
  const sent = refund.payouts.at(-1);
  const link = refund.state === "awaiting_destination" ? lastClaimLink(refund) : undefined;
  const lines = [
    destination && (
      <ExplorerLink key="to" currency={currency} text={destination} kind="address" name={t("refunds.to")} />
    ),
    sent?.transaction_hash && (
      <ExplorerLink
        key="hash"
        currency={sent.currency}
        text={sent.transaction_hash}
        kind="transaction"
        name={t("refunds.transaction")}
      />
    ),
    sent?.fee && <span key="fee">{formatCrypto(locale, sent.fee, sent.currency)}</span>,
  ];
  const names = [t("refunds.to"), t("refunds.transaction"), t("refunds.fee")];
  return (
    <>
      {link ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t(isClaimLinkOpen(link, Date.now()) ? "claim.open" : "claim.expired", {
            date: formatDate(locale, link.expires_at),
          })}
        </Text>
      ) : null}
      {lines.map((line, at) =>
        line ? (
          <Text key={names[at]} size="small" className="text-ui-fg-subtle" asChild>
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <span>{names[at]}</span>
              {line}
            </div>
          </Text>
        ) : null,
      )}
    </>
  );
}

function Problem({ text, isError }: { text: string; isError: boolean }) {
  return (
    <div className="flex items-start gap-x-2" role={isError ? "alert" : "note"}>
      <ExclamationCircle
        className={`${isError ? "text-ui-tag-red-icon" : "text-ui-tag-orange-icon"} mt-0.5 shrink-0`}
      />
      <Text size="small" className={`${isError ? "text-ui-fg-error" : "text-ui-fg-subtle"} min-w-0 break-words`}>
        {toSentence(text)}
      </Text>
    </div>
  );
}
