import { ExclamationCircle } from "@medusajs/icons";
import { Button, Skeleton, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { toSentence } from "../format/to-sentence";
import { useTranslations } from "../i18n/use-translations";

interface QueryStateProps<Data> {
  query: { data: Data | undefined; error: Error | null; isFetching: boolean; refetch: () => unknown };
  /** Number of skeleton lines while loading. */
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** The data of a query, a skeleton while it loads, or its error with a retry button. */
export function QueryState<Data>({ query, lines = 3, children }: QueryStateProps<Data>) {
  const { t } = useTranslations();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) {
    return (
      <div role="alert" className="flex flex-col items-start gap-y-2 px-6 py-4">
        <div className="flex items-center gap-x-2">
          <ExclamationCircle className="text-ui-tag-red-icon shrink-0" />
          <Text size="small" weight="plus">
            {t("common.failed")}
          </Text>
        </div>
        <Text size="small" className="text-ui-fg-subtle">
          {toSentence(query.error.message)}
        </Text>
        <Button size="small" variant="secondary" isLoading={query.isFetching} onClick={() => void query.refetch()}>
          {t("common.retry")}
        </Button>
      </div>
    );
  }
  return (
    <div role="status" aria-label={t("common.loading")} className="flex flex-col gap-y-3 px-6 py-4">
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  );
}
