import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Alert, Button, Text } from "@medusajs/ui";
import { useHealth } from "../../../api/calypso-queries";
import type { Health } from "../../../api/health";
import { Fact, Facts } from "../../../components/facts";
import { PageLink } from "../../../components/page-link";
import { PageSection } from "../../../components/page-section";
import { QueryState } from "../../../components/query-state";
import { StateBadge } from "../../../components/state-badge";
import { currencyName, formatCrypto } from "../../../format/currency";
import { formatDate } from "../../../format/dates";
import { checkName, findingOf, healthAppearance, remedyOf, verdictOf } from "../../../health/health-appearance";
import type { MessageKey } from "../../../i18n/messages";
import { useTranslations } from "../../../i18n/use-translations";

const VERDICT = { ok: "success", warn: "warning", fail: "error" } as const;

/** Whether payments can arrive and refunds can leave, and what to do about failed checks. */
const HealthPage = () => {
  const { t } = useTranslations();
  const query = useHealth();
  return (
    <div className="flex flex-col gap-y-3" data-testid="calypso-page">
      <PageSection
        title={t("health.title")}
        text={t("health.text")}
        aside={
          <Button
            size="small"
            variant="secondary"
            isLoading={query.isFetching && query.data !== undefined}
            onClick={() => void query.refetch()}
          >
            {t("health.refresh")}
          </Button>
        }
      >
        <QueryState query={query} lines={6}>
          {(health) => <Checks health={health} />}
        </QueryState>
      </PageSection>
      {query.data ? <Numbers health={query.data} /> : null}
    </div>
  );
};

function Checks({ health }: { health: Health }) {
  const { t } = useTranslations();
  return (
    <>
      <div className="px-6 py-4" role="status">
        <Alert variant={VERDICT[health.status]}>{t(verdictOf(health.status))}</Alert>
      </div>
      <ul className="list-none divide-y p-0">
        {health.checks.map((check) => (
          <CheckItem key={check.name} check={check} health={health} />
        ))}
      </ul>
    </>
  );
}

function CheckItem({ check, health }: { check: Health["checks"][number]; health: Health }) {
  const { t, locale } = useTranslations();
  const finding = findingOf(check, health);
  const name = checkName(check.name);
  const remedy = remedyOf(check);
  return (
    <li className="flex flex-col gap-y-2 px-6 py-4" data-check={check.name} data-status={check.status}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Text size="small" weight="plus">
          {name ? t(name) : check.name}
        </Text>
        <StateBadge appearance={healthAppearance(check.status)} />
      </div>
      {finding ? (
        <Text size="small" className="text-ui-fg-subtle break-words">
          {"sentence" in finding
            ? finding.sentence
            : t(finding.key, finding.date ? { date: formatDate(locale, finding.date) } : {})}
        </Text>
      ) : null}
      {remedy ? (
        <Text size="small" className="text-ui-fg-base">
          <span className="font-medium">{t("health.remedy")}: </span>
          {t(remedy)}
        </Text>
      ) : null}
      {check.name === "backlog" && check.status !== "ok" ? (
        <Text size="small">
          <PageLink to="/calypso?attention=true">{t("health.toAttention")}</PageLink>
        </Text>
      ) : null}
    </li>
  );
}

function Numbers({ health }: { health: Health }) {
  const { t, locale } = useTranslations();
  return (
    <>
      <PageSection title={t("health.balances")} level="h2">
        {health.balances.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {t("health.noBalances")}
          </Text>
        ) : (
          <Facts>
            {health.balances.map(({ currency, amount }) => (
              <Fact key={currency} name={currencyName(currency)}>
                {formatCrypto(locale, amount, currency)}
              </Fact>
            ))}
          </Facts>
        )}
      </PageSection>
      <PageSection title={t("health.open")} level="h2">
        <Facts>
          {Object.entries(health.backlog).map(([name, count]) => (
            <Fact key={name} name={t(`health.${name}` as MessageKey)}>
              {count}
            </Fact>
          ))}
        </Facts>
      </PageSection>
    </>
  );
}

export const config = defineRouteConfig({ label: "menu.health", translationNs: "calypso", rank: 2 });

export default HealthPage;
