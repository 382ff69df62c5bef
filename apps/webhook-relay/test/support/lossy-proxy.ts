import { buffer } from "node:stream/consumers";
import { type LoopbackServer, startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";

/** What gets lost: the request before it reaches the server, or the answer on its way back. */
export type Loss = "request" | "answer";

/** A proxy that loses chosen requests or answers. */
export interface LossyProxy extends LoopbackServer {
  /** Chooses for each request what gets lost. Then `onLoss` is called, and the client gets no answer. */
  lose: (method: string, path: string) => Loss | undefined;
  onLoss: () => void;
}

export async function startLossyProxy(targetUrl: string): Promise<LossyProxy> {
  const server = await startLoopbackServer(async (request, response) => {
    const { method = "GET", url: path = "/" } = request;
    const body = await buffer(request);
    const loss = proxy.lose(method, path);
    if (loss === "request") return proxy.onLoss();
    const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
    const answer = await fetch(targetUrl + path, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    const text = await answer.text();
    if (loss === "answer") return proxy.onLoss();
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" }).end(text);
  });
  const proxy: LossyProxy = { ...server, lose: () => undefined, onLoss: () => {} };
  return proxy;
}
