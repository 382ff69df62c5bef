import {
  CalypsoEventError,
  CalypsoSignatureError,
  constructEvent,
  type StateChange,
  toStateChange,
} from "@calypso-commerce/core";
import { z } from "@medusajs/framework/zod";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import type { CalypsoSettings } from "../options/calypso-options";

/** The content of an authentic webhook. It is a hint: it names the object to read. */
export interface VerifiedWebhook {
  source: "relay" | "vendor";
  change: Pick<StateChange, "type" | "entity" | "event">;
}

export type WebhookHeaders = Record<string, string | string[] | undefined>;

const relayBody = z.object({
  type: z.string(),
  data: z.object({
    entity: z.object({
      kind: z.string(),
      id: z.string(),
      idempotencyKey: z.string().optional(),
      externalId: z.string().optional(),
    }),
    event: z.string(),
  }),
});

/** No signature matches: the request is neither the relay's nor the vendor's. */
export class UnauthenticWebhookError extends Error {
  override name = "UnauthenticWebhookError";
}

/** The signature is valid, but the body is not an event. */
export class MalformedWebhookError extends Error {
  override name = "MalformedWebhookError";
}

/**
 * Verifies a webhook by its raw body: the relay's by Standard Webhooks, the vendor's own by its HMAC.
 *
 * @throws UnauthenticWebhookError, or MalformedWebhookError for an authentic body that can't be read
 */
export async function verifyRequest(
  rawBody: Buffer,
  headers: WebhookHeaders,
  settings: CalypsoSettings["webhooks"],
): Promise<VerifiedWebhook> {
  if (headers["webhook-signature"] !== undefined) return verifyRelay(rawBody, headers, settings.relaySigningSecrets);
  return verifyVendor(rawBody, headers, settings.keys);
}

function verifyRelay(rawBody: Buffer, headers: WebhookHeaders, secrets: string[]): VerifiedWebhook {
  const single = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const payload = firstVerified(rawBody, single, secrets);
  const body = relayBody.safeParse(payload);
  if (!body.success) throw new MalformedWebhookError("the relay's delivery has a shape that this version doesn't know");
  const { type, data } = body.data;
  const change = { type, entity: data.entity as StateChange["entity"], event: data.event };
  return { source: "relay", change };
}

/** During a rotation there are two secrets. A delivery matches one of them. */
function firstVerified(rawBody: Buffer, headers: Record<string, string>, secrets: string[]): unknown {
  for (const secret of secrets) {
    try {
      return new Webhook(secret).verify(rawBody, headers);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError))
        throw new MalformedWebhookError("the delivery's body is not JSON");
    }
  }
  throw new UnauthenticWebhookError();
}

async function verifyVendor(
  rawBody: Buffer,
  headers: WebhookHeaders,
  keys: CalypsoSettings["webhooks"]["keys"],
): Promise<VerifiedWebhook> {
  if (keys.length === 0) throw new UnauthenticWebhookError();
  try {
    const { type, entity, event } = toStateChange(await constructEvent(rawBody, headers, keys));
    return { source: "vendor", change: { type, entity, event } };
  } catch (error) {
    if (error instanceof CalypsoSignatureError) throw new UnauthenticWebhookError(undefined, { cause: error });
    if (error instanceof CalypsoEventError) throw new MalformedWebhookError(error.message, { cause: error });
    throw error;
  }
}
