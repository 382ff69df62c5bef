import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";

/** A delivery as a store received it. */
export interface Delivery {
  id: string;
  /** The path it was sent to. */
  path: string;
  type: string;
  sequence: number;
  /** `kind:id`. */
  entity: string;
  /** The vendor's event, parsed. */
  original: { id?: number; data: Record<string, unknown> };
  receivedAt: number;
}

export interface StoreSink {
  readonly url: string;
  readonly deliveries: Delivery[];
  /** Number of requests whose signature the standardwebhooks library refused. */
  readonly refused: number;
  close(): Promise<void>;
}

export interface StoreSinkOptions {
  /** Signing secret by path. */
  secretOf: (path: string) => string;
  /** Called for each delivery. Calls `answer()` for a 204, or answers on `response`. */
  respond?: (delivery: Delivery, response: ServerResponse, answer: () => void) => void;
}

/** A store that checks each signature with the standardwebhooks library, answers 204 and records the delivery. */
export async function startStoreSink(options: StoreSinkOptions): Promise<StoreSink> {
  const deliveries: Delivery[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    readText(request).then(
      (body) => {
        const path = request.url ?? "";
        try {
          new Webhook(options.secretOf(path)).verify(body, request.headers as Record<string, string>);
        } catch {
          refused += 1;
          response.writeHead(401).end();
          return;
        }
        const message = JSON.parse(body);
        const delivery: Delivery = {
          id: String(request.headers["webhook-id"]),
          path,
          type: message.type,
          sequence: message.data.sequence,
          entity: `${message.data.entity.kind}:${message.data.entity.id}`,
          original: JSON.parse(message.original.body),
          receivedAt: Date.now(),
        };
        deliveries.push(delivery);
        const answer = (): void => void response.writeHead(204).end();
        if (options.respond === undefined) answer();
        else options.respond(delivery, response, answer);
      },
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the store has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    deliveries,
    get refused() {
      return refused;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
