import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { type LoopbackServer, startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";

export interface Held {
  path: string;
  /** Forwards the request. */
  release(): void;
  /** Cuts the caller's connection without forwarding the request. */
  drop(): void;
}

export interface HoldingProxy extends LoopbackServer {
  /** Resolves when the next matching request has arrived. It is held until it is released or dropped. */
  hold(matches: (path: string) => boolean): Promise<Held>;
  /** Paths of all requests, oldest first. */
  seen: string[];
}

/** A reverse proxy that can hold a request: the moment between a step of one process and one of another. */
export async function startHoldingProxy(target: string): Promise<HoldingProxy> {
  const waiting: { matches: (path: string) => boolean; resolve: (held: Held) => void }[] = [];
  const seen: string[] = [];
  const server = await startLoopbackServer((incoming, answer) => {
    const path = incoming.url ?? "/";
    seen.push(path);
    const index = waiting.findIndex((each) => each.matches(path));
    const held = index === -1 ? undefined : waiting.splice(index, 1)[0];
    if (!held) return forward(target, incoming, answer);
    held.resolve({
      path,
      release: () => forward(target, incoming, answer),
      drop: () => incoming.socket.destroy(),
    });
  });
  return { ...server, hold: (matches) => new Promise((resolve) => waiting.push({ matches, resolve })), seen };
}

function forward(target: string, incoming: IncomingMessage, answer: ServerResponse): void {
  const onward = request(
    new URL(incoming.url ?? "/", target),
    { method: incoming.method, headers: incoming.headers },
    (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    },
  );
  // To the caller, a target that is down looks like a broken connection.
  onward.on("error", () => incoming.socket.destroy());
  incoming.pipe(onward);
}
