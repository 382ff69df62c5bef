import { createServer, type IncomingMessage } from "node:http";

/** Where a request dies: before it reaches the other side, or with its answer on the way back. */
export type Loss = "request" | "answer";

/** Stands before a server and hands everything on, except what `lose` names. */
export interface Gate {
  url: string;
  /** Asked for each request; what it answers is lost, and `onLoss` called instead of an answer. */
  lose: (method: string, path: string) => Loss | undefined;
  onLoss: () => void;
  close(): Promise<void>;
}

export async function startGate(targetUrl: string): Promise<Gate> {
  const server = createServer(async (request, response) => {
    const { method = "GET", url: path = "/" } = request;
    const body = await readAll(request);
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
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the gate has no port");
  const gate: Gate = {
    url: `http://127.0.0.1:${address.port}`,
    lose: () => undefined,
    onLoss: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return gate;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
