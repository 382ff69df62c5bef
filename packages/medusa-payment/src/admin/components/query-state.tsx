import { ExclamationCircle } from "@medusajs/icons";
import { Button, Skeleton, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { sentence } from "../format/sentence";
import { useWords } from "../i18n/use-words";

interface QueryStateProps<Data> {
  query: { data: Data | undefined; error: Error | null; isFetching: boolean; refetch: () => unknown };
  /** How many lines the content will have, about. */
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** What was asked for; until it is there its outline, and what went wrong with a way to ask again. */
export function QueryState<Data>({ query, lines = 3, children }: QueryStateProps<Data>) {
  const { t } = useWords();
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
          {sentence(query.error.message)}
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
