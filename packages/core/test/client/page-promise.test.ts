import {
  type RecordedRequest,
  type RecordingServer,
  startRecordingServer,
} from "@calypso-commerce/testkit/recording-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCalypsoClient } from "../../src/index.ts";

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const client = () =>
  createCalypsoClient({ publicKey: "p", secretKey: "s", account: "a", baseUrl: server.url, retries: 0 });
const payout = (id: number) => ({ id: `p${id}`, amount: 1, currency: "BTC", state: "COMPLETED" });

/** The server's own page size. */
const DEFAULT_SIZE = 3;

/** Answers with the pages of a list, like the API. */
const serve =
  (count: number, extra: (page: number, size: number) => object = () => ({})) =>
  ({ body }: RecordedRequest) => {
    const { pageNumber = 1, size, pageSize } = JSON.parse(body).payload;
    const each = size ?? pageSize ?? DEFAULT_SIZE;
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

describe("a list", () => {
  it.each([0, 1, 3, 4, 7])("iterates %i items of a server that counts pages from 0", async (count) => {
    server.answer((request) => {
      const { payload } = JSON.parse(request.body);
      const pageNumber = (payload.pageNumber ?? 0) + 1;
      const body = JSON.stringify({ payload: { ...payload, pageNumber } });
      return serve(count, (page) => ({ page: page - 1 }))({ ...request, body });
    });
    expect(await ids(client().payout.list({ size: 3 }))).toEqual(expected(count));
  });

  it("refuses an empty first page that says there are more", async () => {
    server.answer(() => ({ body: JSON.stringify({ result: [], page: 1, size: 3, total: 2 }) }));
    await expect(ids(client().payout.list({ size: 3 }))).rejects.toMatchObject({ code: "inconsistent_state" });
  });

  it.each([
    [0, 1],
    [1, 1],
    [3, 1],
    [4, 2],
    [6, 2],
    [7, 3],
  ])("iterates %i items, 3 per page, in %i requests", async (count, requests) => {
    server.answer(serve(count));
    expect(await ids(client().payout.list({ size: 3 }))).toEqual(expected(count));
    expect(server.requests).toHaveLength(requests);
  });

  it("is one page of one request if awaited", async () => {
    server.answer(serve(9));
    const page = await client().payout.list({ size: 3, pageNumber: 2 });
    expect(page).toMatchObject({ page: 2, total: 3, totalElements: 9 });
    expect(page.result.map(({ id }) => id)).toEqual(["p3", "p4", "p5"]);
    expect(server.requests).toHaveLength(1);
  });

  it("requests its first page once, awaited and iterated", async () => {
    server.answer(serve(4));
    const list = client().payout.list({ size: 3 });
    expect((await list).result).toHaveLength(3);
    expect(await ids(list)).toEqual(expected(4));
    expect(server.requests).toHaveLength(2);
  });

  it("sends filter and page size with every page", async () => {
    const payloads = () => server.requests.map(({ body }) => JSON.parse(body).payload);
    server.answer(serve(6));
    await ids(client().payout.list({ stateNames: ["COMPLETED"], size: 5 }));
    expect(payloads()).toEqual([
      { stateNames: ["COMPLETED"], size: 5 },
      { stateNames: ["COMPLETED"], size: 5, pageNumber: 2 },
    ]);
    server.answer(serve(6));
    await ids(client().payout.listWithdrawals({ stateNames: ["DRAFT"], dealId: "d", pageSize: 5 }));
    expect(payloads()[1]).toEqual({ stateNames: ["DRAFT"], dealId: "d", pageSize: 5, pageNumber: 2 });
  });

  it("iterates from the requested page on", async () => {
    server.answer(serve(7));
    expect(await ids(client().payout.list({ size: 3, pageNumber: 2 }))).toEqual(expected(7).slice(3));
  });

  it.each([{ size: 3 }, {}])("does without total and ignores totalElements, with %j", async (request) => {
    server.answer(serve(7, () => ({ total: undefined, totalElements: 0 })));
    expect(await ids(client().payout.list(request))).toEqual(expected(7));
    expect(server.requests).toHaveLength(3);
  });

  it("ends at an empty page, whatever total says", async () => {
    server.answer(serve(4, () => ({ total: 99 })));
    expect(await ids(client().payout.list({ size: 3 }))).toEqual(expected(4));
    expect(server.requests).toHaveLength(3);
  });

  it("ends at an empty page if the server names no sizes", async () => {
    server.answer(serve(4, () => ({ total: undefined, size: undefined })));
    expect(await ids(client().payout.list({}))).toEqual(expected(4));
    expect(server.requests).toHaveLength(3);
  });

  it("iterates pages, requesting no more than are used", async () => {
    server.answer(serve(9));
    const sizes: number[] = [];
    for await (const page of client().payout.list({ size: 3 }).pages()) {
      sizes.push(page.result.length);
      if (page.page === 2) break;
    }
    expect(sizes).toEqual([3, 3]);
    expect(server.requests).toHaveLength(2);
  });

  it("refuses another page than it requested", async () => {
    server.answer(serve(9, () => ({ page: 1 })));
    await expect(ids(client().payout.list({ size: 3 }))).rejects.toMatchObject({ code: "inconsistent_state" });
  });

  it("rejects an invalid request, awaited or iterated", async () => {
    const list = () => client().payout.list({ size: 1.5 });
    await expect(list()).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(ids(list())).rejects.toMatchObject({ code: "invalid_argument" });
  });
});
