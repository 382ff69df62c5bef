import type { ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { startLoopbackServer } from "./loopback-server.ts";

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
export async function startStoreSink({ secretOf, respond }: StoreSinkOptions): Promise<StoreSink> {
  const deliveries: Delivery[] = [];
  let refused = 0;
  const server = await startLoopbackServer(async (request, response) => {
    const body = await text(request);
    const path = request.url ?? "";
    try {
      new Webhook(secretOf(path)).verify(body, request.headers as Record<string, string>);
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
    if (respond === undefined) answer();
    else respond(delivery, response, answer);
  });
  return {
    ...server,
    deliveries,
    get refused() {
      return refused;
    },
  };
}
