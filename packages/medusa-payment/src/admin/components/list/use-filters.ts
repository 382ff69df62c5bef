import { useSearchParams } from "react-router-dom";
import { startOfDay } from "../../format/dates";

export const PAGE_SIZE = 20;

export interface Filters {
  values: Record<string, string>;
  /** Whether any filter is set. */
  isFiltered: boolean;
  page: number;
  set: (change: Record<string, string | undefined>) => void;
  setPage: (page: number) => void;
  reset: () => void;
}

/** Filters kept in the URL, so that they can be linked to and survive going back. */
export function useFilters(names: readonly string[]): Filters {
  const [params, setParams] = useSearchParams();
  const entries = names.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as const] : [];
  });
  const change = (changes: Record<string, string | undefined>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  return {
    values: Object.fromEntries(entries),
    isFiltered: entries.length > 0,
    page: Math.max(0, Number(params.get("page") ?? 1) - 1) || 0,
    set: (changes) => change({ ...changes, page: undefined }),
    setPage: (page) => change({ page: page > 0 ? String(page + 1) : undefined }),
    reset: () => setParams({}, { replace: true }),
  };
}

/** The query for the list's API. Days become instants in the reader's time zone, the last day included. */
export function listQuery({ values, page }: Filters): Record<string, string | number | undefined> {
  const { from, to, ...others } = values;
  return {
    ...others,
    created_from: from && startOfDay(from),
    created_to: to && startOfDay(to, 1),
    limit: PAGE_SIZE,
    offset: page * PAGE_SIZE,
  };
}
