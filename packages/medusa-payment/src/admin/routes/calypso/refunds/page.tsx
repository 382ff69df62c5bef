import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Text } from "@medusajs/ui";
import { useRefunds } from "../../../api/calypso-queries";
import type { RefundRow } from "../../../api/refund";
import { FilterBar } from "../../../components/list/filter-bar";
import { type Column, List } from "../../../components/list/list";
import { listQuery, useFilters } from "../../../components/list/use-filters";
import { OrderLink, PageLink } from "../../../components/page-link";
import { PageSection } from "../../../components/page-section";
import { QueryState } from "../../../components/query-state";
import { StateBadge } from "../../../components/state-badge";
import { formatCrypto, formatFiat } from "../../../format/currency";
import { formatDate } from "../../../format/dates";
import { toSentence } from "../../../format/to-sentence";
import type { MessageKey } from "../../../i18n/messages";
import { useTranslations } from "../../../i18n/use-translations";
import { REFUND_STATES, refundAppearance } from "../../../refunds/refund-appearance";

const FILTERS = ["q", "state", "currency", "from", "to"] as const;
const STATES = REFUND_STATES.map((value) => ({ value, label: `refundState.${value}` as MessageKey }));

/** All refunds with their states. A refund that is stuck shows why. */
const RefundsPage = () => {
  const { t, locale } = useTranslations();
  const filters = useFilters(FILTERS);
  const query = useRefunds(listQuery(filters));
  const columns: Column<RefundRow>[] = [
    {
      name: t("refunds.one"),
      cell: ({ payment_id, created_at }) => (
        <PageLink to={`/calypso/payments/${payment_id}`}>{formatDate(locale, created_at)}</PageLink>
      ),
    },
    { name: t("common.order"), cell: (row) => <OrderLink row={row} />, isExtra: true },
    {
      name: t("dialog.arrives"),
      cell: ({ crypto_amount, crypto_currency }) =>
        crypto_amount ? formatCrypto(locale, crypto_amount, crypto_currency) : "–",
      isExtra: true,
      isRight: true,
    },
    {
      name: t("common.amount"),
      cell: ({ amount, currency_code }) => formatFiat(locale, amount, currency_code),
      isRight: true,
    },
    {
      name: t("common.state"),
      cell: (row) => (
        <div className="flex flex-col gap-y-1">
          <StateBadge appearance={refundAppearance(row)} />
          {row.error && !row.reversed_at ? (
            <Text size="xsmall" className={refundAppearance(row).color === "red" ? "text-ui-fg-error" : ""}>
              {toSentence(row.error)}
            </Text>
          ) : null}
        </div>
      ),
    },
  ];
  return (
    <div data-testid="calypso-page">
      <PageSection title={t("refunds.title")}>
        <FilterBar filters={filters} searchHint={t("refunds.searchHint")} state={{ name: "state", options: STATES }} />
        <QueryState query={query} lines={8}>
          {({ refunds, count }) => (
            <List
              name={t("refunds.title")}
              rows={refunds}
              count={count}
              columns={columns}
              filters={filters}
              empty={
                filters.isFiltered
                  ? { title: t("refunds.nothing"), text: t("list.nothingText") }
                  : { title: t("refunds.empty"), text: t("refunds.emptyText") }
              }
            />
          )}
        </QueryState>
      </PageSection>
    </div>
  );
};

export const config = defineRouteConfig({ label: "menu.refunds", translationNs: "calypso", rank: 1 });

export default RefundsPage;
