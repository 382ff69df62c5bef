import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers one request; `drop` cuts the connection, `hang` never answers. */
export type Answer =
  | { status?: number; headers?: Record<string, string>; body?: string }
  | "drop"
  | "hang"
  | ((request: RecordedRequest) => { status?: number; headers?: Record<string, string>; body?: string });

/** A real HTTP server on loopback: it gives the answers in turn, the last one for ever, and keeps what came. */
export async function startRecordingServer() {
  const requests: RecordedRequest[] = [];
  let answers: Answer[] = [];
  const server = createServer((request, response) => void handle(request, response));

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    requests.push(request);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next === "hang") return;
    if (next === "drop" || next === undefined) {
      incoming.socket.destroy();
      return;
    }
    const { status = 200, headers = {}, body = "{}" } = typeof next === "function" ? next(request) : next;
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    /** Sets what comes next, and forgets what came. */
    answer(...next: Answer[]): void {
      answers = next;
      requests.length = 0;
    },
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
