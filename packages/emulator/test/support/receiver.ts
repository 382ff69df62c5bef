import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent
  readonly json: any;
}

/** An HTTP server that records requests. `answer` returns the status, or undefined for no answer. */
export async function createReceiver(answer: (received: Received, count: number) => number | undefined = () => 200) {
  const received: Received[] = [];
  const { url, close } = await startLoopbackServer(async (request, response) => {
    const body = await text(request);
    const entry = { headers: request.headers, body, json: body.startsWith("{") ? JSON.parse(body) : undefined };
    received.push(entry);
    const status = answer(entry, received.length);
    if (status !== undefined) response.writeHead(status).end();
  });
  return {
    url: `${url}/hook`,
    received,
    /** Event types in order of arrival. */
    types: () => received.map(({ json }) => json.data.type as string),
    close,
  };
}
