import { connect, type Socket } from "node:net";

/** The bytes of a POST request. */
export function rawPost(path: string, headers: Record<string, string>, body: string): Buffer {
  const lines = Object.entries({ host: "relay", ...headers, "content-length": String(Buffer.byteLength(body)) });
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join("")}\r\n${body}`);
}

export interface LoadResult {
  seconds: number;
  /** Number of answers by status. */
  statuses: Record<number, number>;
}

/**
 * Sends each request once over persistent connections, each of which sends its next request after an answer. Reads of
 * an answer only what tells where it ends: the sender must not be what is measured.
 */
export async function sendLoad(port: number, requests: readonly Buffer[], connections: number): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const statuses: Record<number, number> = {};
  let next = 0;
  const from = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const status = await exchange(socket, request);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - from) / 1_000;
  for (const socket of sockets) socket.destroy();
  return { seconds, statuses };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket.setNoDelay(true)));
    socket.once("error", reject);
  });
}

function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const done = (settle: () => void): void => {
      socket.off("data", onData).off("close", onClose);
      settle();
    };
    const onClose = (): void => done(() => reject(new Error("the connection was closed")));
    const onData = (chunk: Buffer): void => {
      answer += chunk.toString("latin1");
      const headEnd = answer.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length >= headEnd + 4 + length) done(() => resolve(Number(answer.slice(9, 12))));
    };
    socket.on("data", onData).once("close", onClose);
    socket.write(request);
  });
}
