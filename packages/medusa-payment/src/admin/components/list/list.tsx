import { Table, Text } from "@medusajs/ui";
import type { ReactNode } from "react";
import { useTranslations } from "../../i18n/use-translations";
import { type Filters, PAGE_SIZE } from "./use-filters";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Hidden on narrow screens. */
  isExtra?: boolean;
  isRight?: boolean;
}

interface ListProps<Row> {
  name: string;
  rows: Row[];
  count: number;
  columns: Column<Row>[];
  filters: Filters;
  empty: { title: string; text: string };
}

/** One page of a list with pagination, or an empty state. */
export function List<Row extends { id: string }>({ name, rows, count, columns, filters, empty }: ListProps<Row>) {
  const { t } = useTranslations();
  if (rows.length === 0) {
    return (
      <div role="status" className="flex flex-col items-center gap-y-1 px-6 py-16 text-center">
        <Text size="small" weight="plus">
          {empty.title}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {empty.text}
        </Text>
      </div>
    );
  }
  const pageCount = Math.ceil(count / PAGE_SIZE);
  const cellClass = ({ isExtra, isRight }: Column<Row>) =>
    `${isExtra ? "hidden md:table-cell" : ""} ${isRight ? "text-right" : ""}`;
  return (
    <>
      <Table aria-label={name}>
        <Table.Header>
          <Table.Row>
            {columns.map((column) => (
              <Table.HeaderCell key={column.name} className={cellClass(column)}>
                {column.name}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {rows.map((row) => (
            <Table.Row key={row.id}>
              {columns.map((column) => (
                <Table.Cell key={column.name} className={`${cellClass(column)} py-2`}>
                  {column.cell(row)}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      <Table.Pagination
        count={count}
        pageSize={PAGE_SIZE}
        pageIndex={filters.page}
        pageCount={pageCount}
        canPreviousPage={filters.page > 0}
        canNextPage={filters.page + 1 < pageCount}
        previousPage={() => filters.setPage(filters.page - 1)}
        nextPage={() => filters.setPage(filters.page + 1)}
        translations={{
          of: t("common.of"),
          results: t("common.results"),
          pages: t("common.pages"),
          prev: t("common.previous"),
          next: t("common.next"),
        }}
      />
    </>
  );
}
