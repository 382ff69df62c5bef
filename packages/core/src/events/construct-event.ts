import { type CalypsoEvent, parseEvent } from "./parse-event.ts";
import { verifyWebhook, type WebhookHeaders, type WebhookKeyPair } from "./verify-webhook.ts";

/**
 * Verifies a webhook and reads its event: {@link verifyWebhook}, then {@link parseEvent}.
 *
 * The signature covers the body's exact bytes but no time, so anyone who has seen a webhook can replay it: process each
 * content once, and read the object before acting on the event.
 *
 * @param rawBody the body as received, before any JSON parser
 * @param headers with `Key` and `Sign`
 * @param keys one pair, or several during a rotation
 * @throws {CalypsoSignatureError} whose message names the likely mistake; answer it with 401.
 * @throws {CalypsoEventError} if an authentic body is not an event; answer it with 400.
 * @example
 * const event = await constructEvent(await request.text(), request.headers, { publicKey, secretKey });
 * if (event.type === "INVOICE_PAID") console.log(event.data.realAmount);
 *
 * Source: documentation, "Webhook sign check".
 */
export async function constructEvent(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  keys: WebhookKeyPair | readonly WebhookKeyPair[],
): Promise<CalypsoEvent> {
  await verifyWebhook(rawBody, headers, keys);
  return parseEvent(rawBody);
}
