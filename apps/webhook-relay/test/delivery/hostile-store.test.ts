import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalRelay, startRelay } from "../../src/local/index.ts";

const adminToken = randomBytes(16).toString("hex");
const key = { publicKey: "vendor-key", secretKey: "vendor-secret" };
let stateDir: string;
let relay: LocalRelay;
let operator: JsonApi;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "relay-hostile-"));
  relay = await startRelay({ stateDir, adminToken, masterKey: randomBytes(32).toString("base64") });
  operator = createJsonApi(relay.url, { authorization: `Bearer ${adminToken}` });
});

afterAll(async () => {
  await relay.stop();
  await rm(stateDir, { recursive: true, force: true });
});

/** A store that writes what it likes to each connection once a request has come. */
async function startStore(respond: (socket: Socket) => void): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("data", () => respond(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the store has no port");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function register(store: string, url: string): Promise<void> {
  await operator.put(`/v1/stores/${store}`, { url, keys: [key] });
}

let lastId = 0;

async function send(store: string): Promise<number> {
  lastId += 1;
  const { body, headers } = createVendorEvent(key, { id: lastId, invoiceId: `invoice-${lastId}` });
  const response = await fetch(`${relay.url}/v1/webhooks/${store}`, { method: "POST", headers, body });
  return response.status;
}

const stats = (store: string) => operator.get<{ accepted: number; delivered: number }>(`/v1/stores/${store}/stats`);

const lastResults = async (store: string) => {
  const { deliveries } = await operator.get<{ deliveries: { lastResult: string | null }[] }>(
    `/v1/stores/${store}/deliveries`,
  );
  return deliveries.map(({ lastResult }) => lastResult);
};

describe("an answer", () => {
  test("with a body without end is taken by its status, and the body left", async () => {
    let written = 0;
    const store = await startStore((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n");
      const chunk = Buffer.alloc(64 * 1024);
      const writeOn = (): void => {
        while (!socket.destroyed && written < 1_000_000_000) {
          written += chunk.length;
          if (!socket.write(chunk)) break;
        }
      };
      socket.on("drain", writeOn);
      writeOn();
    });
    await register("endless", store.url);
    expect(await send("endless")).toBe(202);
    await waitUntil("it counts as delivered", async () => (await stats("endless")).delivered === 1);
    expect(written).toBeLessThan(100_000_000);
    store.close();
  });

  test("that comes byte by byte is given up after 15 s, and delays nobody else", async () => {
    const timers: NodeJS.Timeout[] = [];
    const slow = await startStore((socket) => {
      const answer = `HTTP/1.1 200 OK\r\nx-slow: ${"x".repeat(1_000)}\r\n\r\n`;
      let sent = 0;
      timers.push(setInterval(() => socket.write(answer[sent++] ?? ""), 200));
    });
    const quick = await startStore((socket) => socket.write("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"));
    await register("slow", slow.url);
    await register("quick", quick.url);
    for (let i = 0; i < 8; i++) expect(await send("slow")).toBe(202);
    expect(await send("quick")).toBe(202);
    await waitUntil("the quick store has its event", async () => (await stats("quick")).delivered === 1);
    expect((await stats("slow")).delivered).toBe(0);
    await waitUntil("an attempt is given up", async () => (await lastResults("slow")).includes("timeout"));
    for (const timer of timers) clearInterval(timer);
    slow.close();
    quick.close();
  });

  test("that is no HTTP is a failed attempt", async () => {
    const store = await startStore((socket) => socket.end("\u0000\u0001garbage\r\n\r\n"));
    await register("garbage", store.url);
    expect(await send("garbage")).toBe(202);
    await waitUntil("the attempt has failed", async () => (await lastResults("garbage"))[0] === "connection failed");
    store.close();
  });
});

/** What the relay writes back on a connection, until it closes it or `enough`. */
function exchange(request: string, enough: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(relay.url);
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (enough.test(answer)) socket.destroy();
    });
    socket.once("close", () => resolve(answer));
    socket.once("error", reject);
  });
}

describe("a request", () => {
  test("with headers of a megabyte, a length that lies, or two lengths stores nothing and breaks nothing", async () => {
    await register("raw", "http://127.0.0.1:9/nobody");
    const { body, headers } = createVendorEvent(key, { id: 1, invoiceId: "raw" });
    const head = (extra: string): string =>
      `POST /v1/webhooks/raw HTTP/1.1\r\nhost: relay\r\nkey: ${headers.Key}\r\nsign: ${headers.Sign}\r\n${extra}\r\n\r\n`;
    const bad = [
      head(`x-long: ${"x".repeat(1_000_000)}\r\ncontent-length: ${body.length}`) + body,
      head(`content-length: ${body.length - 1}\r\nconnection: close`) + body,
      head(`content-length: ${body.length}\r\ncontent-length: ${body.length + 1}\r\nconnection: close`) + body,
      head("content-length: -1\r\nconnection: close") + body,
    ];
    for (const request of bad) {
      const answer = await exchange(request, /\r\n\r\n/).catch(() => "");
      expect(answer).not.toMatch(/^HTTP\/1\.1 20/);
    }
    expect((await stats("raw")).accepted).toBe(0);
    expect(await send("raw")).toBe(202);
  });

  test("that is broken off takes none of those along that came at the same moment", async () => {
    const { hostname, port } = new URL(relay.url);
    const accepted = async (): Promise<number> => (await stats("raw")).accepted;
    const before = await accepted();
    for (let round = 0; round < 20; round++) {
      const sockets = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const socket = connect(Number(port), hostname).on("error", () => {});
          await new Promise((resolve) => socket.once("connect", resolve));
          return socket;
        }),
      );
      const answers = sockets.map((socket, index) => {
        lastId += 1;
        const { body, headers } = createVendorEvent(key, { id: lastId, invoiceId: `invoice-${lastId}` });
        socket.write(
          `POST /v1/webhooks/raw HTTP/1.1\r\nhost: relay\r\nkey: ${headers.Key}\r\nsign: ${headers.Sign}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
        if (index === 0) setImmediate(() => socket.destroy());
        return new Promise<string>((resolve) => {
          socket.once("data", (data) => resolve(data.toString("latin1").slice(0, 12)));
          socket.once("close", () => resolve("broken off"));
        });
      });
      const [first, ...others] = await Promise.all(answers);
      expect(["broken off", "HTTP/1.1 202"]).toContain(first);
      expect(others).toEqual(Array(7).fill("HTTP/1.1 202"));
      for (const socket of sockets) socket.destroy();
    }
    expect(await accepted()).toBeGreaterThanOrEqual(before + 20 * 7);
  });

  test("whose body never ends keeps nobody waiting, and stores nothing when it is broken off", async () => {
    const { headers } = createVendorEvent(key, { id: 1, invoiceId: "raw" });
    const { hostname, port } = new URL(relay.url);
    const sockets = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = connect(Number(port), hostname).on("error", () => {});
        await new Promise((resolve) => socket.once("connect", resolve));
        socket.write(
          `POST /v1/webhooks/raw HTTP/1.1\r\nhost: relay\r\nkey: ${headers.Key}\r\nsign: ${headers.Sign}\r\ncontent-length: 500\r\n\r\n{`,
        );
        return socket;
      }),
    );
    const { accepted } = await stats("raw");
    expect(await send("raw")).toBe(202);
    for (const socket of sockets) socket.destroy();
    expect(await send("raw")).toBe(202);
    expect((await stats("raw")).accepted).toBe(accepted + 2);
  });
});
