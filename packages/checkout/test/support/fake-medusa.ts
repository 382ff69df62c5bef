import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";

export interface MedusaRequest {
  method: string;
  path: string;
  body: unknown;
  headers: IncomingHttpHeaders;
  atMs: number;
}

type Answer = { status?: number; body?: unknown; text?: string; headers?: Record<string, string>; hang?: boolean };
type Route = Answer | ((request: MedusaRequest) => Answer);

/** Medusa's headers for a storefront in its `STORE_CORS`. */
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "x-publishable-api-key, x-claim-token, content-type, authorization",
  "access-control-allow-methods": "GET, POST",
};

/** A Store API over real HTTP. A test sets its answers route by route. */
export async function createFakeMedusa() {
  const routes = new Map<string, Route>();
  const requests: MedusaRequest[] = [];
  const waiters = new Set<() => void>();

  const { url, close } = await startLoopbackServer(async (incoming, response) => {
    const sent = await text(incoming);
    const request: MedusaRequest = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      body: sent ? JSON.parse(sent) : undefined,
      headers: incoming.headers,
      atMs: performance.now(),
    };
    if (request.method === "OPTIONS") {
      response.writeHead(204, cors).end();
      return;
    }
    requests.push(request);
    for (const waiter of waiters) waiter();
    const route = routes.get(`${request.method} ${request.path.split("?")[0]}`);
    const answer =
      typeof route === "function" ? route(request) : (route ?? { status: 404, body: { message: "no such route" } });
    if (answer.hang) return;
    response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...cors, ...answer.headers });
    response.end(answer.text ?? JSON.stringify(answer.body ?? {}));
  });

  return {
    url,
    requests,
    /** Sets the answer of `GET /path` or `POST /path`. */
    on(route: string, answer: Route) {
      routes.set(route, answer);
    },
    count: (route: string) => requests.filter(({ method, path }) => `${method} ${path.split("?")[0]}` === route).length,
    /** Resolves at the `n`th request to the route. */
    async seen(route: string, n: number): Promise<void> {
      while (this.count(route) < n) {
        await new Promise<void>((resolve) => {
          const waiter = () => {
            waiters.delete(waiter);
            resolve();
          };
          waiters.add(waiter);
        });
      }
    },
    close,
  };
}

export type FakeMedusa = Awaited<ReturnType<typeof createFakeMedusa>>;
