import { createHmac } from "node:crypto";
import { takeWebhookFault } from "../faults/take-faults.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Delivery, DeliveryAttempt } from "../store/entities.ts";

/** Changes the last character of a hexadecimal text. */
const alter = (text: string): string => text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");

/** Why a request failed, without its content. */
function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/**
 * Sends a delivery to its subscription once, signed with the subscription's current keys. Returns undefined when the
 * subscription was deleted.
 */
export async function sendWebhook(
  { store, clock, settings }: Sandbox,
  { subscriptionId, eventType, body }: Delivery,
  stopping: AbortSignal,
): Promise<DeliveryAttempt | undefined> {
  const subscription = store.subscriptions.get(subscriptionId);
  if (!subscription) return undefined;
  const startedAtMs = Date.now();
  const attempt = { atMs: clock.nowMs(), status: null, error: null };
  if (takeWebhookFault(store.faults, "webhook-lose", eventType)) {
    return { ...attempt, error: "lost by a fault", tookMs: 0 };
  }
  const altered = takeWebhookFault(store.faults, "webhook-alter", eventType)?.part;
  const sign = createHmac("sha512", subscription.secretKey).update(body, "utf8").digest("hex");
  try {
    const answer = await fetch(subscription.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        key: altered === "key" ? alter(subscription.publicKey) : subscription.publicKey,
        sign: altered === "sign" ? alter(sign) : sign,
      },
      // The altered body is still JSON: only the signature reveals the change.
      body: altered === "body" ? body.replace('"data":{', '"data":{"altered":true,') : body,
      redirect: "manual",
      signal: AbortSignal.any([stopping, AbortSignal.timeout(settings.webhookTimeoutMs)]),
    });
    await answer.body?.cancel();
    return { ...attempt, status: answer.status, tookMs: Date.now() - startedAtMs };
  } catch (error) {
    return { ...attempt, error: reason(error), tookMs: Date.now() - startedAtMs };
  }
}
