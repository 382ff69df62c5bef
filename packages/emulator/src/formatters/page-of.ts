import { badRequest } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";

/** The vendor's page: `page` counts from the setting `firstPage`, `total` is the number of pages. */
export interface Page<T> {
  readonly result: T[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly totalElements: number;
}

export interface PageRequest {
  readonly pageNumber?: number | undefined;
  readonly pageSize?: number | undefined;
  readonly size?: number | undefined;
}

const defaultSize = 20;
const largestSize = 1000;

/** One page of a list. @throws EmulatorError 400 for a page before the first, or an invalid size. */
export function pageOf<T, W>(
  { settings: { firstPage } }: Sandbox,
  items: readonly T[],
  request: PageRequest,
  format: (item: T) => W,
): Page<W> {
  const size = request.pageSize ?? request.size ?? defaultSize;
  const page = request.pageNumber ?? firstPage;
  if (page < firstPage) throw badRequest(`payload.pageNumber must be at least ${firstPage}`, "schema");
  if (size < 1 || size > largestSize) throw badRequest(`the page's size must be from 1 to ${largestSize}`, "schema");
  return {
    result: items.slice((page - firstPage) * size, (page - firstPage + 1) * size).map(format),
    page,
    size,
    total: Math.ceil(items.length / size),
    totalElements: items.length,
  };
}

/** Sorts a list that is stored oldest first. Default: newest first. */
export function sorted<T>(items: readonly T[], sort: "ASC" | "DESC" | undefined): readonly T[] {
  return sort === "ASC" ? items : items.toReversed();
}
