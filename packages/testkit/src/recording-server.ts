import { text } from "node:stream/consumers";
import { type LoopbackServer, startLoopbackServer } from "./loopback-server.ts";

export interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Status 200 and `{}` by default. */
export interface RecordedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** `drop` cuts the connection, `hang` never answers. */
export type Answer = RecordedAnswer | "drop" | "hang" | ((request: RecordedRequest) => RecordedAnswer | "hang");

export interface RecordingServer extends LoopbackServer {
  /** Oldest first. */
  requests: RecordedRequest[];
  /** Sets the answers to come, of which the last one repeats, and forgets the requests so far. */
  answer(...next: Answer[]): void;
}

/** An HTTP server that records requests, to the byte, and gives the answers in turn, of which the last one repeats. */
export async function startRecordingServer(...first: Answer[]): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  let answers = first;
  const server = await startLoopbackServer(async (incoming, response) => {
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers as Record<string, string>,
      body: await text(incoming),
    };
    requests.push(request);
    const next = (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
    const answer = typeof next === "function" ? next(request) : next;
    if (answer === "hang") return;
    if (answer === "drop") return void incoming.socket.destroy();
    const { status = 200, headers = {}, body = status === 204 ? "" : "{}" } = answer;
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  });
  return {
    ...server,
    requests,
    answer(...next) {
      answers = next;
      requests.length = 0;
    },
  };
}
