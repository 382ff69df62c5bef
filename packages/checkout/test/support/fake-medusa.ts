import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface MedusaRequest {
  method: string;
  path: string;
  body: unknown;
  headers: IncomingMessage["headers"];
  atMs: number;
}

type Answer = { status?: number; body?: unknown; text?: string; headers?: Record<string, string>; hang?: boolean };
type Route = Answer | ((request: MedusaRequest) => Answer);

/** Medusa's headers for a storefront in its `STORE_CORS`. */
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "x-publishable-api-key, content-type, authorization",
  "access-control-allow-methods": "GET, POST",
};

/** A Store API over real HTTP. A test sets its answers route by route. */
export async function createFakeMedusa() {
  const routes = new Map<string, Route>();
  const requests: MedusaRequest[] = [];
  const waiters = new Set<() => void>();

  const server = createServer((request, response) => {
    void handle(request, response);
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const request: MedusaRequest = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      body: text ? JSON.parse(text) : undefined,
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
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
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
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeMedusa = Awaited<ReturnType<typeof createFakeMedusa>>;
