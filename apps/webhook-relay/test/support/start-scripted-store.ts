import type { ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type LoopbackServer, startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";
import { Webhook } from "standardwebhooks";
import type { ReceivedDelivery, ScriptStep } from "./script.ts";

interface ScriptedPath {
  script: ScriptStep[];
  secrets: string[];
  received: ReceivedDelivery[];
  open: number;
  held: ServerResponse[];
}

/**
 * Starts a server that acts as the stores of tests inside workerd. `PUT /_script/<path>` sets how a path answers,
 * `GET /_script/<path>` answers what it has received.
 */
export async function startScriptedStore(): Promise<LoopbackServer> {
  const paths = new Map<string, ScriptedPath>();
  const pathOf = (name: string): ScriptedPath => {
    const path = paths.get(name) ?? { script: [], secrets: [], received: [], open: 0, held: [] };
    paths.set(name, path);
    return path;
  };

  return startLoopbackServer(async (request, response) => {
    const url = request.url ?? "/";
    const body = await text(request);
    if (url.startsWith("/_script/")) {
      const path = pathOf(url.slice("/_script".length));
      if (request.method === "PUT") {
        const { script, secrets } = JSON.parse(body) as { script: ScriptStep[]; secrets?: string[] };
        path.script = script;
        path.secrets = secrets ?? path.secrets;
        for (const held of path.held.splice(0)) held.writeHead(204).end();
      }
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ received: path.received, open: path.open }));
      return;
    }
    const path = pathOf(url);
    path.open += 1;
    response.once("close", () => {
      path.open -= 1;
    });
    const headers = request.headers as Record<string, string>;
    const verified = path.secrets.map((secret) => isVerified(secret, body, headers));
    path.received.push({ headers, body, verified, open: path.open });
    const step = path.script.length > 1 ? path.script.shift() : path.script[0];
    if (step?.fault === "reset") response.destroy();
    else if (step?.fault === "hold") path.held.push(response);
    else response.writeHead(step?.status ?? 204, step?.headers).end();
  });
}

function isVerified(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
