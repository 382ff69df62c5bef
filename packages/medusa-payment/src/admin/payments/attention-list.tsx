import { Badge, Button, Text } from "@medusajs/ui";
import { useAttention } from "../api/calypso-queries";
import type { Filters } from "../components/list/use-filters";
import { PageSection } from "../components/page-section";
import { QueryState } from "../components/query-state";
import type { MessageKey } from "../i18n/messages";
import { useTranslations } from "../i18n/use-translations";

/** The number of payments that need attention, by reason. A click filters the list. */
export function AttentionList({ filters }: { filters: Filters }) {
  const { t } = useTranslations();
  const query = useAttention();
  const chosen = filters.values.attention_reason;
  return (
    <PageSection title={t("list.attention")} level="h2" testId="calypso-attention-list">
      <QueryState query={query} lines={1}>
        {(reasons) =>
          reasons.length === 0 ? (
            <Text size="small" className="text-ui-fg-subtle px-6 py-4">
              {t("list.attentionNone")}
            </Text>
          ) : (
            <div className="flex flex-wrap gap-2 px-6 py-4">
              {reasons.map(({ attention, count }) => (
                <Button
                  key={attention}
                  size="small"
                  variant={attention === chosen ? "primary" : "secondary"}
                  aria-pressed={attention === chosen}
                  onClick={() => filters.set({ attention_reason: attention === chosen ? undefined : attention })}
                >
                  {t(`attention.${attention}` as MessageKey)}
                  <Badge size="2xsmall" color="red">
                    {count}
                  </Badge>
                </Button>
              ))}
            </div>
          )
        }
      </QueryState>
    </PageSection>
  );
}
