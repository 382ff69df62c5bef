import { randomBytes } from "node:crypto";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { type TempFolder, tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { createVendorEvent } from "@calypso-commerce/testkit/vendor-event";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalRelay, startRelay } from "../../src/local/index.ts";

const adminToken = randomBytes(16).toString("hex");
const key = { publicKey: "vendor-key", secretKey: "vendor-secret" };
let state: TempFolder;
let relay: LocalRelay;
let admin: JsonApi;

beforeAll(async () => {
  state = tempFolder("relay-hostile");
  relay = await startRelay({ stateDir: state.path, adminToken, masterKey: randomBytes(32).toString("base64") });
  admin = createJsonApi(relay.url, { authorization: `Bearer ${adminToken}` });
});

afterAll(async () => {
  await relay.stop();
  state.remove();
});

/** A store whose `respond` writes the raw answer to each connection after the first bytes of a request. */
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

async function register(tenant: string, url: string): Promise<void> {
  await admin.put(`/v1/stores/${tenant}`, { url, keys: [key] });
}

let lastId = 0;

async function send(tenant: string): Promise<number> {
  lastId += 1;
  const { body, headers } = createVendorEvent(key, { id: lastId, invoiceId: `invoice-${lastId}` });
  const response = await fetch(`${relay.url}/v1/webhooks/${tenant}`, { method: "POST", headers, body });
  return response.status;
}

const stats = (tenant: string) => admin.get<{ accepted: number; delivered: number }>(`/v1/stores/${tenant}/stats`);

const lastResults = async (tenant: string) => {
  const { deliveries } = await admin.get<{ deliveries: { lastResult: string | null }[] }>(
    `/v1/stores/${tenant}/deliveries`,
  );
  return deliveries.map(({ lastResult }) => lastResult);
};

describe("an answer of the store", () => {
  test("counts by its status when its body is endless", async () => {
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

  test("times out after 15 s when it arrives byte by byte", async () => {
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
    await waitUntil("an attempt times out", async () => (await lastResults("slow")).includes("timeout"));
    for (const timer of timers) clearInterval(timer);
    slow.close();
    quick.close();
  });

  test("that isn't HTTP is a failed attempt", async () => {
    const store = await startStore((socket) => socket.end("\u0000\u0001garbage\r\n\r\n"));
    await register("garbage", store.url);
    expect(await send("garbage")).toBe(202);
    await waitUntil("the attempt has failed", async () => (await lastResults("garbage"))[0] === "connection failed");
    store.close();
  });
});

/** The relay's raw answer, up to the match of `end` or to the end of the connection. */
function exchange(request: string, end: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(relay.url);
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
      if (end.test(answer)) socket.destroy();
    });
    socket.once("close", () => resolve(answer));
    socket.once("error", reject);
  });
}

describe("a webhook request", () => {
  test("with oversized headers or a wrong length stores nothing", async () => {
    await register("raw", "http://127.0.0.1:9/");
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

  test("that is aborted doesn't fail the others of its batch", async () => {
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
          socket.once("close", () => resolve("aborted"));
        });
      });
      const [first, ...others] = await Promise.all(answers);
      expect(["aborted", "HTTP/1.1 202"]).toContain(first);
      expect(others).toEqual(Array(7).fill("HTTP/1.1 202"));
      for (const socket of sockets) socket.destroy();
    }
    expect(await accepted()).toBeGreaterThanOrEqual(before + 20 * 7);
  });

  test("whose body never ends delays no other and stores nothing", async () => {
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
