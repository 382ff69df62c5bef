/** The vendor's page: `page` counts from 0, `total` is the number of pages. */
export interface Page<T> {
  readonly result: T[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly totalElements: number;
}

export interface PageRequest {
  readonly pageNumber?: number | null | undefined;
  readonly pageSize?: number | null | undefined;
  readonly size?: number | null | undefined;
}

const defaultSize = 20;

/** Cuts a page out of a list. */
export function pageOf<T, W>(items: readonly T[], request: PageRequest | undefined, format: (item: T) => W): Page<W> {
  const size = request?.pageSize ?? request?.size ?? defaultSize;
  const page = request?.pageNumber ?? 0;
  return {
    result: items.slice(page * size, (page + 1) * size).map(format),
    page,
    size,
    total: Math.ceil(items.length / size),
    totalElements: items.length,
  };
}
