import {
  type RecordedRequest,
  type RecordingServer,
  startRecordingServer,
} from "@calypso-commerce/testkit/recording-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCalypsoClient, paginate } from "../../src/index.ts";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const client = () =>
  createCalypsoClient({ publicKey: "p", secretKey: "s", account: "a", baseUrl: server.url, retries: 0 });
const payout = (id: number) => ({ id: `p${id}`, amount: 1, currency: "BTC", state: "COMPLETED" });

/** Answers the pages of a list as the API does. */
const serve =
  (count: number, extra: (page: number, size: number) => object = () => ({})) =>
  ({ body }: RecordedRequest) => {
    const { pageNumber, size, pageSize } = JSON.parse(body).payload;
    const each = size ?? pageSize;
    const first = (pageNumber - 1) * each;
    const result = Array.from({ length: Math.max(Math.min(each, count - first), 0) }, (_, i) => payout(first + i));
    const total = Math.ceil(count / each);
    return {
      body: JSON.stringify({
        result,
        page: pageNumber,
        size: each,
        total,
        totalElements: count,
        ...extra(pageNumber, each),
      }),
    };
  };

const ids = async (items: AsyncIterable<{ id: string }>) => {
  const result: string[] = [];
  for await (const item of items) result.push(item.id);
  return result;
};
const expected = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);

describe("paginate", () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 1],
    [4, 2],
    [6, 2],
    [7, 3],
  ])("goes through %i items of 3 a page in %i requests", async (count, requests) => {
    server.answer(serve(count));
    expect(await ids(paginate(client().payout.list, {}, { pageSize: 3 }))).toEqual(expected(count));
    expect(server.requests).toHaveLength(requests);
  });

  it("calls a page's size as each list wants it, and keeps the filter", async () => {
    server.answer(serve(1));
    await ids(paginate(client().payout.list, { stateNames: ["COMPLETED"] }, { pageSize: 5 }));
    expect(JSON.parse(server.requests[0]?.body ?? "").payload).toEqual({
      stateNames: ["COMPLETED"],
      pageNumber: 1,
      size: 5,
    });
    server.answer(serve(1));
    await ids(paginate(client().payout.listWithdrawals, { stateNames: ["DRAFT"], dealId: "d" }, { pageSize: 5 }));
    expect(JSON.parse(server.requests[0]?.body ?? "").payload).toEqual({
      stateNames: ["DRAFT"],
      dealId: "d",
      pageNumber: 1,
      pageSize: 5,
    });
  });

  it("does without total, and does not believe totalElements", async () => {
    server.answer(serve(7, () => ({ total: undefined, totalElements: 0 })));
    expect(await ids(paginate(client().payout.list, {}, { pageSize: 3 }))).toEqual(expected(7));
  });

  it("ends when pages come empty, whatever total says", async () => {
    server.answer(serve(4, () => ({ total: 99 })));
    expect(await ids(paginate(client().payout.list, {}, { pageSize: 3 }))).toEqual(expected(4));
    expect(server.requests).toHaveLength(3);
  });

  it("gives a page at a time, and asks for no more than is wanted", async () => {
    server.answer(serve(9));
    const pager = paginate(client().payout.list, {}, { pageSize: 3 });
    expect((await pager.page(2)).result.map(({ id }) => id)).toEqual(["p3", "p4", "p5"]);
    for await (const page of pager.pages()) {
      expect(page).toMatchObject({ page: 1, total: 3, totalElements: 9 });
      break;
    }
    expect(server.requests).toHaveLength(2);
  });

  it("does not take another page than it asked for", async () => {
    server.answer(serve(9, () => ({ page: 1 })));
    await expect(ids(paginate(client().payout.list, {}, { pageSize: 3 }))).rejects.toMatchObject({
      code: "inconsistent_state",
    });
  });
});
