import { describe, expect, it } from "vitest";
import { createCalypsoClient, verify } from "../../src/index.ts";

const secretKey = "b823a6b9ea72408583cef9ec8d67fa52";

/** A client whose requests are answered here, without the runtime's network. */
function makeClient(...answers: (() => Response)[]) {
  const requests: { url: string; init: RequestInit }[] = [];
  const client = createCalypsoClient({
    publicKey: "p",
    secretKey,
    account: "0xacc",
    retryDelayMs: 1,
    fetch: async (input, init) => {
      requests.push({ url: String(input), init: init ?? {} });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === undefined) throw new TypeError("no network");
      return answer();
    },
  });
  return { client, requests };
}

const payout = '{"id":"p1","amount":1e-18,"currency":"ETH","state":"CONFIRMED"}';

describe("a call", () => {
  it("signs what it sends, with exact amounts in both directions", async () => {
    const { client, requests } = makeClient(() => new Response(payout));
    const answer = await client.payout.create({
      depositAddress: "0xf127",
      amount: "123456789012345678.123456789012345678",
      currency: "ETH",
    });
    expect(answer.amount).toBe("0.000000000000000001");
    const { url, init } = requests[0] as (typeof requests)[0];
    expect(url).toBe("https://api.calypso.finance/api/v1/payout/create");
    expect(init.redirect).toBe("manual");
    const headers = new Headers(init.headers);
    expect(await verify(init.body as string, headers.get("Sign") ?? "", secretKey)).toBe(true);
    expect(init.body).toContain('"amount":123456789012345678.123456789012345678');
  });

  it("ends in one of three ways", async () => {
    await expect(makeClient(() => new Response(payout)).client.payout.get({ id: "p1" })).resolves.toBeDefined();
    await expect(
      makeClient(() => new Response("no", { status: 400 })).client.payout.get({ id: "p1" }),
    ).rejects.toMatchObject({ outcome: "failed", code: "rejected" });
    await expect(makeClient().client.payout.get({ id: "p1" })).rejects.toMatchObject({
      outcome: "unknown",
      code: "connection_lost",
      attempts: 3,
    });
  });

  it("times out", async () => {
    const client = createCalypsoClient({
      publicKey: "p",
      secretKey,
      account: "a",
      timeoutMs: 5,
      retries: 0,
      fetch: (_input, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))),
    });
    await expect(client.account.get()).rejects.toMatchObject({ code: "timeout", outcome: "unknown" });
  });

  it("iterates a list's pages", async () => {
    const page = (page: number) => () => new Response(`{"result":[${payout}],"page":${page},"total":2}`);
    const { client } = makeClient(page(1), page(2));
    let count = 0;
    for await (const _ of client.payout.list({ size: 1 })) count++;
    expect(count).toBe(2);
  });
});
