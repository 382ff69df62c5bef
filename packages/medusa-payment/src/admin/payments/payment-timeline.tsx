import { Text } from "@medusajs/ui";
import { useAdminNames } from "../api/calypso-queries";
import type { Payment } from "../api/payment";
import { formatCrypto } from "../format/currency";
import { formatDate } from "../format/dates";
import type { MessageKey } from "../i18n/messages";
import { useTranslations } from "../i18n/use-translations";
import { buildTimeline, type TimelineEntry } from "./build-timeline";
import { invoiceOf } from "./invoice-of";

const DOTS = {
  done: "bg-ui-tag-green-icon",
  problem: "bg-ui-tag-orange-icon",
  ahead: "bg-ui-border-strong",
} as const;

const ADMIN = "admin:";

/** The history of a payment, oldest first, and the steps ahead. */
export function PaymentTimeline({ payment }: { payment: Payment }) {
  const { t } = useTranslations();
  const entries = buildTimeline(payment);
  const admins = [...new Set(entries.flatMap(({ actor }) => (actor ? [actor.slice(ADMIN.length)] : [])))];
  const { data: names = {} } = useAdminNames(admins);
  return (
    <div className="px-6 py-4">
      <Text size="small" weight="plus" className="mb-3">
        {t("payment.history")}
      </Text>
      <ol className="list-none p-0" data-testid="calypso-timeline">
        {entries.map((entry, at) => (
          <Entry
            key={entry.id}
            entry={entry}
            currency={invoiceOf(payment).crypto_currency}
            isLast={at === entries.length - 1}
            who={entry.actor && (names[entry.actor.slice(ADMIN.length)] ?? t("who.admin"))}
          />
        ))}
      </ol>
    </div>
  );
}

interface EntryProps {
  entry: TimelineEntry;
  currency: string | null;
  isLast: boolean;
  who: string | undefined;
}

function Entry({ entry, currency, isLast, who }: EntryProps) {
  const { t, locale } = useTranslations();
  const { step, at, tone, reason, code, amounts = {}, amount, attention } = entry;
  const isAhead = tone === "ahead";
  const said = attention ? { reason: t(`attention.${attention}` as MessageKey) } : undefined;
  const inCrypto = (value: string) => formatCrypto(locale, value, currency);
  const money = amount && { amount: inCrypto(amount) };
  const values = Object.fromEntries(Object.entries(amounts).map(([name, value]) => [name, inCrypto(value)]));
  return (
    <li className="flex gap-x-3" data-step={step}>
      <div className="flex flex-col items-center pt-1.5" aria-hidden>
        <div className={`h-2 w-2 shrink-0 rounded-full ${DOTS[tone]}`} />
        {isLast ? null : <div className="bg-ui-border-base my-1 w-px flex-1" />}
      </div>
      <div className="flex min-w-0 flex-1 flex-col pb-3">
        <div className="flex flex-wrap justify-between gap-x-4">
          <Text size="small" leading="compact" weight={isAhead ? "regular" : "plus"} className="text-ui-fg-subtle">
            {t(`timeline.${step}`, said)}
          </Text>
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {at ? <time dateTime={at}>{formatDate(locale, at)}</time> : t("timeline.ahead")}
          </Text>
        </div>
        {money || who || code || reason ? (
          <Text size="small" className="text-ui-fg-subtle break-words">
            {[
              money && t(step === "created" ? "timeline.due" : "timeline.received", money),
              who && t("timeline.by", { who }),
              code && t(`auditReason.${code}`, values),
              reason && `“${reason}”`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        ) : null}
      </div>
    </li>
  );
}
