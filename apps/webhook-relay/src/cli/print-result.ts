/** How a result that contains a list looks on a terminal: a row for each element of `list`, with these columns. */
export interface TableView {
  list: string;
  columns: readonly string[];
}

/** Prints a result on standard output: a table on a terminal, one JSON document elsewhere. */
export function printResult(result: object, view?: TableView): void {
  const { isTTY } = process.stdout;
  process.stdout.write(`${isTTY ? formatTable(result, view) : JSON.stringify(result, undefined, 2)}\n`);
}

/** A result as a table: one row for each element of the view's list, or else one row for each field. */
export function formatTable(result: object, view?: TableView): string {
  const fields = Object.entries(result);
  if (view === undefined) return alignColumns(fields.map(([name, value]) => [name, formatCell(value)]));
  const rows = fields.find(([name]) => name === view.list)?.[1] as Record<string, unknown>[];
  const others = fields.filter(([name, value]) => name !== view.list && value !== null);
  return [
    alignColumns([
      view.columns.map((column) => column.toUpperCase()),
      ...rows.map((row) => view.columns.map((column) => formatCell(row[column]))),
    ]),
    ...others.map(([name, value]) => `${name}: ${formatCell(value)}`),
  ].join("\n");
}

function formatCell(value: unknown): string {
  if (value === null || value === undefined) return "-";
  if (Array.isArray(value)) return value.length === 0 ? "-" : value.map(formatCell).join("; ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([name, field]) => `${name} ${formatCell(field)}`)
    .join(", ");
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
