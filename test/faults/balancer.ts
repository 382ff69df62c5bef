import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Balancer {
  url: string;
  close(): Promise<void>;
}

/** A load balancer on loopback: requests go to the targets by turns, past those that don't take connections. */
export async function createBalancer(targets: () => string[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer(async (incoming, answer) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const all = targets();
    turn++;
    for (let index = 0; index < all.length; index++) {
      const target = all[(turn + index) % all.length] as string;
      if (await forward(target, incoming, Buffer.concat(chunks), answer)) return;
    }
    answer.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** @returns false if the target took no connection; one that breaks later breaks the caller's too */
function forward(target: string, incoming: IncomingMessage, body: Buffer, answer: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const onward = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: incoming.headers, agent: false },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.on("error", () => answer.destroy());
        got.pipe(answer);
        resolve(true);
      },
    );
    onward.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") return resolve(false);
      answer.destroy();
      resolve(true);
    });
    onward.end(body);
  });
}
