import { adminApi } from "./admin-api/admin-api.ts";
import { acceptWebhook } from "./ingest/accept-webhook.ts";

export { Mailbox } from "./mailbox/mailbox.ts";

const WEBHOOK_URL = /^https?:\/\/[^/?#]+\/v1\/webhooks\/([^/?#]+)(?:[?#]|$)/;

export default {
  async fetch(request, env, ctx) {
    // The vendor's path is decided before any router is asked: it is nearly all of the traffic.
    const store = WEBHOOK_URL.exec(request.url)?.[1];
    if (store === undefined) return adminApi.fetch(request, env, ctx);
    if (request.method !== "POST")
      return Response.json({ error: "POST only" }, { status: 405, headers: { allow: "POST" } });
    return acceptWebhook(request, env, ctx, store);
  },
} satisfies ExportedHandler<Env>;
