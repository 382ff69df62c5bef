import { type RecordingServer, startRecordingServer } from "@calypso-commerce/testkit/recording-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CalypsoClientOptions, createCalypsoClient } from "../../src/index.ts";

const key = "1be6a518-6dcd-477d-96af-dd914b1300ce";
const invoice = { body: '{"id":"d973","totalDebitAmount":0,"currency":"USDC","state":"PENDING_PAYMENT"}' };
const newPayout = { depositAddress: "0xf127", amount: "5", currency: "USDT", idempotencyKey: key };

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

const makeClient = (options: Partial<CalypsoClientOptions>) =>
  createCalypsoClient({
    publicKey: "p",
    secretKey: "s",
    account: "a",
    baseUrl: server.url,
    retryDelayMs: 1,
    ...options,
  });

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("the call succeeded");
    },
    (error: Record<string, unknown> & Error) => error,
  );

describe("the clock", () => {
  const HOUR_MS = 3_600_000;
  /** Refuses timestamps more than 3 minutes off, like the API. */
  const strict = (answer: { body: string }) => (request: { body: string }) =>
    Math.abs(Date.now() - JSON.parse(request.body).timestamp) > 180_000 ? { status: 400, body: "timestamp" } : answer;

  it.each([
    ["ahead", HOUR_MS],
    ["behind", -HOUR_MS],
  ])("is corrected once by the server's Date if it is %s", async (_, offMs) => {
    server.answer(strict(invoice));
    const client = makeClient({ now: () => Date.now() + offMs, retries: 0 });
    expect(client.clockSkewMs).toBeUndefined();
    await client.invoice.get({ id: "d973" });
    expect(server.requests).toHaveLength(2);
    expect(Math.abs((client.clockSkewMs ?? 0) - offMs)).toBeLessThan(5000);
    await client.invoice.get({ id: "d973" });
    expect(server.requests).toHaveLength(3);
  });

  it("is corrected even for requests that are never repeated", async () => {
    server.answer(strict({ body: `{"requestId":"${key}"}` }));
    await makeClient({ now: () => Date.now() - HOUR_MS, retries: 0 }).webhook.regenerateKeys({ requestId: key });
    expect(server.requests).toHaveLength(2);
  });

  it("is named in the error if correcting it does not help", async () => {
    server.answer({ status: 401 });
    const client = makeClient({ now: () => Date.now() - HOUR_MS });
    const error = await caught(client.payout.create(newPayout));
    expect(error).toMatchObject({ code: "clock_skew", outcome: "failed", attempts: 2 });
    expect(error.message).toMatch(/clock is 3[56]\d\d s behind/);
  });

  it("is not blamed if it is right", async () => {
    server.answer({ status: 401 });
    const error = await caught(makeClient({ now: () => Date.now() + 100_000 }).payout.create(newPayout));
    expect(error).toMatchObject({ code: "unauthorized", attempts: 1 });
  });
});
