import type { QueuedEvent } from "../event.ts";
import type { Tenant } from "../registry/tenant.ts";
import type { DeliveryOutcome } from "./delivery-outcome.ts";
import { retryAfterMs, retryDelayMs } from "./retry-delay.ts";
import type { SharedTimeout } from "./shared-timeout.ts";
import { signDelivery } from "./sign-delivery.ts";

/** How long a store may take to answer, in milliseconds. */
export const DELIVERY_TIMEOUT_MS = 15_000;

/** Sends one event to its store. Never throws for an error of the store or the network. */
export async function deliver(tenant: Tenant, event: QueuedEvent, timeout: SharedTimeout): Promise<DeliveryOutcome> {
  const body = deliveryBody(tenant.name, event);
  let response: Response;
  const controller = timeout.start();
  try {
    response = await fetch(tenant.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "calypso-webhook-relay",
        ...(await signDelivery({ id: event.id, body, secrets: tenant.signingSecrets }, Date.now())),
      },
      body,
      redirect: "manual",
      signal: controller.signal,
    });
  } catch {
    return outcomeOfFailure(event, controller.signal.aborted ? "timeout" : "connection failed");
  } finally {
    timeout.clear(controller);
  }
  // The relay ignores the answer's body, but an unread one keeps its connection.
  await response.body?.cancel().catch(() => {});
  return outcomeOfResponse(event, response);
}

function deliveryBody(tenant: string, event: QueuedEvent): string {
  const { change } = event;
  return JSON.stringify({
    type: change.type,
    timestamp: new Date(event.acceptedAt).toISOString(),
    data: {
      store: tenant,
      sequence: event.sequence,
      entity: change.entity,
      event: change.event,
      state: change.state,
    },
    original: { body: event.body, key: event.key, sign: event.sign },
  });
}

function outcomeOfResponse(event: QueuedEvent, { status, headers }: Response): DeliveryOutcome {
  const result = String(status);
  if (status >= 200 && status < 300) return { kind: "delivered", result };
  if (status === 410) return { kind: "closed", result };
  if (status >= 300 && status < 400) return outcomeOfFailure(event, `${status} redirect refused`);
  const askedDelayMs =
    status === 429 || status === 503 ? retryAfterMs(headers.get("retry-after"), Date.now()) : undefined;
  return outcomeOfFailure(event, result, askedDelayMs);
}

function outcomeOfFailure(event: QueuedEvent, result: string, askedDelayMs?: number): DeliveryOutcome {
  const now = Date.now();
  if (now >= event.expiresAt) return { kind: "dead", result };
  const delayMs = askedDelayMs ?? retryDelayMs(event.attempts + 1);
  // The last attempt is made when the event expires, even if the delay would be longer.
  return { kind: "retry", result, dueAt: Math.min(now + delayMs, event.expiresAt) };
}
