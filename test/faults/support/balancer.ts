import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { type LoopbackServer, startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";

/** A load balancer: requests go to the targets in turn, skipping those that refuse connections. */
export async function startBalancer(targets: () => string[]): Promise<LoopbackServer> {
  let turn = 0;
  return startLoopbackServer(async (incoming, response) => {
    const body = await buffer(incoming);
    const all = targets();
    turn++;
    for (let index = 0; index < all.length; index++) {
      const target = all[(turn + index) % all.length] as string;
      if (await forward(target, incoming, body, response)) return;
    }
    response.writeHead(503).end();
  });
}

/** @returns false if the target refused the connection. One that breaks later breaks the caller's connection too. */
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
