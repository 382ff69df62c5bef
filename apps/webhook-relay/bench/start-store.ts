import { createServer, type Socket } from "node:net";

/** A store that reads as little of a delivery as possible, so that the store is not what is measured. */
export interface BenchStore {
  url: string;
  /** When each event first arrived, by its id and in terms of `performance.now()`. */
  receivedAt: ReadonlyMap<number, number>;
  /** Whether requests are answered. Default `true`. */
  isAnswering: boolean;
  close(): Promise<void>;
}

export async function startStore(): Promise<BenchStore> {
  const receivedAt = new Map<number, number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.once("close", () => sockets.delete(socket)).on("error", () => {}));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (let length = lengthOfFirst(text); length <= text.length; length = lengthOfFirst(text)) {
        const id = Number(/\\"id\\":(\d+)/.exec(text)?.[1]);
        if (!receivedAt.has(id)) receivedAt.set(id, performance.now());
        text = text.slice(length);
        if (store.isAnswering) socket.write("HTTP/1.1 204 No Content\r\n\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the store has no port");
  const store: BenchStore = {
    url: `http://127.0.0.1:${address.port}/hook`,
    receivedAt,
    isAnswering: true,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return store;
}

/** Length of the first request in a text; infinite while its head is incomplete. */
function lengthOfFirst(text: string): number {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return Number.POSITIVE_INFINITY;
  return headEnd + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
}
