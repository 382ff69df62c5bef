import { CalypsoStateError } from "../errors.ts";
import type { Page } from "../messages/page.ts";
import type { Operation } from "../operations/operation.ts";
import type { Call, CallOptions } from "./create-calypso-client.ts";

export interface PaginateOptions extends CallOptions {
  /** Items a page. @default 100 */
  pageSize?: number;
  /** Where to begin; the API counts from 1. @default 1 */
  firstPage?: number;
}

/** The items of a list, one after another; or its pages. */
export interface Pager<Item> extends AsyncIterable<Item> {
  /** One page after another. */
  pages(): AsyncIterable<Page<Item>>;
  /** One page by its number. */
  page(number: number): Promise<Page<Item>>;
}

type ListRequest<Request> = Omit<Request, "pageNumber" | "pageSize" | "size">;

/**
 * Goes through a list, whichever way it is paged: `for await (const invoice of paginate(client.invoice.list, {}))`.
 * A page is asked for when it is needed. Objects that are made meanwhile move others to later pages: one may be seen
 * twice, so take each by its id.
 *
 * @param list a call of the client that answers pages
 * @param request its payload without page and size
 * @throws {CalypsoStateError} code `inconsistent_state` where the server answers another page than was asked for.
 */
export function paginate<Request, Item>(
  list: Call<Operation<Request, Page<Item>>>,
  request: ListRequest<Request>,
  { pageSize = 100, firstPage = 1, ...callOptions }: PaginateOptions = {},
): Pager<Item> {
  const { operation } = list;
  const sizeField = operation.pageSizeField ?? "pageSize";

  async function page(pageNumber: number): Promise<Page<Item>> {
    const answer = await list({ ...request, pageNumber, [sizeField]: pageSize } as never, callOptions);
    if (answer.page !== undefined && answer.page !== pageNumber && answer.result.length > 0) {
      throw new CalypsoStateError(`the server answered page ${answer.page} when asked for ${pageNumber}`, {
        code: "inconsistent_state",
      });
    }
    return answer;
  }

  async function* pages(): AsyncGenerator<Page<Item>> {
    for (let number = firstPage; ; number++) {
      const answer = await page(number);
      if (answer.result.length > 0 || number === firstPage) yield answer;
      // `total` is the number of pages. Without it a page that is not full is the last.
      const isLast = answer.total === undefined ? answer.result.length < pageSize : number >= answer.total;
      if (isLast || answer.result.length === 0) return;
    }
  }

  return {
    page,
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { result } of pages()) yield* result;
    },
  };
}
