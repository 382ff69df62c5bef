import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Text } from "@medusajs/ui";
import { useRefunds } from "../../../api/queries";
import type { RefundRow } from "../../../api/types";
import { FilterBar } from "../../../components/filter-bar";
import { type Column, List } from "../../../components/list";
import { OrderLink, PageLink } from "../../../components/page-link";
import { PageSection } from "../../../components/page-section";
import { QueryState } from "../../../components/query-state";
import { StateBadge } from "../../../components/state-badge";
import { listQuery, useFilters } from "../../../components/use-filters";
import { crypto, fiat } from "../../../format/amounts";
import { moment } from "../../../format/dates";
import { sentence } from "../../../format/sentence";
import type { MessageKey } from "../../../i18n/messages";
import { useWords } from "../../../i18n/use-words";
import { REFUND_STATES, refundLooks } from "../../../refunds/refund-looks";

const FILTERS = ["q", "state", "currency", "from", "to"] as const;
const STATES = REFUND_STATES.map((value) => ({ value, label: `refundState.${value}` as MessageKey }));

/** All refunds with how far each is; those that don't go on say why. */
const RefundsPage = () => {
  const { t, locale } = useWords();
  const filters = useFilters(FILTERS);
  const query = useRefunds(listQuery(filters));
  const columns: Column<RefundRow>[] = [
    {
      name: t("refunds.one"),
      cell: ({ payment_id, created_at }) => (
        <PageLink to={`/calypso/payments/${payment_id}`}>{moment(locale, created_at)}</PageLink>
      ),
    },
    { name: t("common.order"), cell: (row) => <OrderLink row={row} />, isExtra: true },
    {
      name: t("dialog.arrives"),
      cell: ({ crypto_amount, crypto_currency }) =>
        crypto_amount ? crypto(locale, crypto_amount, crypto_currency) : "–",
      isExtra: true,
      isRight: true,
    },
    {
      name: t("common.amount"),
      cell: ({ amount, currency_code }) => fiat(locale, amount, currency_code),
      isRight: true,
    },
    {
      name: t("common.state"),
      cell: (row) => (
        <div className="flex flex-col gap-y-1">
          <StateBadge looks={refundLooks(row)} />
          {row.error && !row.reversed_at ? (
            <Text size="xsmall" className={refundLooks(row).color === "red" ? "text-ui-fg-error" : ""}>
              {sentence(row.error)}
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
