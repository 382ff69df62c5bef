import { adminApi } from "./admin-api/admin-api.ts";
import { errorAnswer } from "./error-answer.ts";
import { acceptWebhook } from "./ingest/accept-webhook.ts";

export { Mailbox } from "./mailbox/mailbox.ts";

const WEBHOOK_URL = /^https?:\/\/[^/?#]+\/v1\/webhooks\/([^/?#]+)\/?(?:[?#]|$)/;

export default {
  async fetch(request, env, ctx) {
    // Nearly all traffic is webhooks, so their path is matched before the admin API's router.
    const tenantName = WEBHOOK_URL.exec(request.url)?.[1];
    if (tenantName === undefined) return adminApi.fetch(request, env, ctx);
    if (request.method !== "POST") return errorAnswer("method_not_allowed", "Use POST.", { allow: "POST" });
    return acceptWebhook(request, env, ctx, tenantName);
  },
} satisfies ExportedHandler<Env>;
