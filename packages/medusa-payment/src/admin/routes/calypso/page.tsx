import { defineRouteConfig } from "@medusajs/admin-sdk";
import { CreditCard } from "@medusajs/icons";
import { usePayments } from "../../api/calypso-queries";
import type { PaymentRow } from "../../api/payment";
import { FilterBar } from "../../components/list/filter-bar";
import { type Column, List } from "../../components/list/list";
import { listQuery, useFilters } from "../../components/list/use-filters";
import { OrderLink, PageLink } from "../../components/page-link";
import { PageSection } from "../../components/page-section";
import { QueryState } from "../../components/query-state";
import { StateBadge } from "../../components/state-badge";
import { formatCrypto, formatFiat } from "../../format/currency";
import { formatDate } from "../../format/dates";
import type { MessageKey } from "../../i18n/messages";
import { useTranslations } from "../../i18n/use-translations";
import { AttentionList } from "../../payments/attention-list";
import { OUTCOMES, paymentAppearance } from "../../payments/payment-appearance";

const FILTERS = ["q", "outcome", "currency", "from", "to", "attention", "attention_reason"] as const;
const STATES = OUTCOMES.map((value) => ({ value, label: `outcome.${value}` as MessageKey }));

/** All payments, with those that need attention counted above. */
const PaymentsPage = () => {
  const { t, locale } = useTranslations();
  const filters = useFilters(FILTERS);
  const query = usePayments(listQuery(filters));
  const columns: Column<PaymentRow>[] = [
    {
      name: t("list.payment"),
      cell: ({ id, created_at }) => (
        <PageLink to={`/calypso/payments/${id}`}>{formatDate(locale, created_at)}</PageLink>
      ),
    },
    { name: t("common.order"), cell: (row) => <OrderLink row={row} />, isExtra: true },
    {
      name: t("payment.received"),
      cell: ({ received, crypto_currency }) =>
        crypto_currency ? formatCrypto(locale, received, crypto_currency) : "–",
      isExtra: true,
      isRight: true,
    },
    {
      name: t("common.amount"),
      cell: ({ fiat_amount, currency_code }) => formatFiat(locale, fiat_amount, currency_code),
      isRight: true,
    },
    { name: t("common.state"), cell: (row) => <StateBadge appearance={paymentAppearance(row)} /> },
  ];
  return (
    <div className="flex flex-col gap-y-3" data-testid="calypso-page">
      <AttentionList filters={filters} />
      <PageSection title={t("list.title")}>
        <FilterBar filters={filters} searchHint={t("list.searchHint")} state={{ name: "outcome", options: STATES }} />
        <QueryState query={query} lines={8}>
          {({ payments, count }) => (
            <List
              name={t("list.title")}
              rows={payments}
              count={count}
              columns={columns}
              filters={filters}
              empty={
                filters.isFiltered
                  ? { title: t("list.nothing"), text: t("list.nothingText") }
                  : { title: t("list.empty"), text: t("list.emptyText") }
              }
            />
          )}
        </QueryState>
      </PageSection>
    </div>
  );
};

export const config = defineRouteConfig({ label: "menu.payments", translationNs: "calypso", icon: CreditCard });

export default PaymentsPage;
