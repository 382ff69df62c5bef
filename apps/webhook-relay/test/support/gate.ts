import { buffer } from "node:stream/consumers";
import { type LoopbackServer, startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";

/** Where a request dies: before it reaches the other side, or with its answer on the way back. */
export type Loss = "request" | "answer";

/** Stands before a server and hands everything on, except what `lose` names. */
export interface Gate extends LoopbackServer {
  /** Asked for each request; what it answers is lost, and `onLoss` called instead of an answer. */
  lose: (method: string, path: string) => Loss | undefined;
  onLoss: () => void;
}

export async function startGate(targetUrl: string): Promise<Gate> {
  const server = await startLoopbackServer(async (request, response) => {
    const { method = "GET", url: path = "/" } = request;
    const body = await buffer(request);
    const loss = gate.lose(method, path);
    if (loss === "request") return gate.onLoss();
    const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
    const answer = await fetch(targetUrl + path, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    const text = await answer.text();
    if (loss === "answer") return gate.onLoss();
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" }).end(text);
  });
  const gate: Gate = { ...server, lose: () => undefined, onLoss: () => {} };
  return gate;
}
