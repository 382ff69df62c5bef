import { CalypsoStateError } from "../errors.ts";
import type { Page } from "../messages/page.ts";
import type { ListOperation } from "../operations/operation.ts";

/**
 * A list's answer: `await` it for one page, or iterate it with `for await` for every item of that page and all later
 * ones. The first page is requested at once, each later page when iteration reaches it.
 *
 * Objects created meanwhile push others to later pages, so the same item may appear twice: deduplicate by id.
 *
 * @throws {CalypsoStateError} code `inconsistent_state`, while iterating, if the server answers with another page than
 * the requested one, or with nothing although it counts pages.
 */
export interface PagePromise<Item> extends Promise<Page<Item>>, AsyncIterable<Item> {
  /** Iterates the pages instead of their items. */
  pages(): AsyncIterable<Page<Item>>;
}

export type ListRequest = Readonly<Record<string, unknown>> & { readonly pageNumber?: number };

/** @param fetchPage sends one request; called at once for the first page */
export function createPagePromise<Item>(
  { pageSizeField }: ListOperation,
  request: ListRequest,
  fetchPage: (request: ListRequest) => Promise<Page<Item>>,
): PagePromise<Item> {
  const first = fetchPage(request);

  async function* pages(): AsyncGenerator<Page<Item>> {
    let page = await first;
    const { pageNumber: asked, [pageSizeField]: pageSize } = request;
    // The documentation doesn't say whether pages count from 0 or 1; the first answer does.
    const firstNumber = asked ?? page.page ?? 1;
    const base = asked === undefined ? firstNumber : Math.min(asked, 1);
    if (page.result.length === 0 && firstNumber === base && (page.total ?? 0) > 0) {
      throw new CalypsoStateError(`the server answered with no items, but with a total of ${page.total} pages`, {
        code: "inconsistent_state",
      });
    }
    for (let pageNumber = firstNumber; ; ) {
      if (page.page !== undefined && page.page !== pageNumber && page.result.length > 0) {
        throw new CalypsoStateError(`the server answered with page ${page.page} instead of ${pageNumber}`, {
          code: "inconsistent_state",
        });
      }
      if (page.result.length > 0 || pageNumber === firstNumber) yield page;
      if (isLast(page, pageNumber - base + 1, pageSize ?? page.size)) return;
      page = await fetchPage({ ...request, pageNumber: ++pageNumber });
    }
  }

  async function* items(): AsyncGenerator<Item> {
    for await (const { result } of pages()) yield* result;
  }

  return Object.assign(first, { pages, [Symbol.asyncIterator]: items });
}

function isLast({ result, total }: Page<unknown>, ordinal: number, pageSize: unknown): boolean {
  if (result.length === 0) return true;
  // `total` is the number of pages. Without it, a page that is not full is the last.
  return total === undefined ? typeof pageSize === "number" && result.length < pageSize : ordinal >= total;
}
