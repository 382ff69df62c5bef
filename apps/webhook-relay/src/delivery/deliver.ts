import type { QueuedEvent } from "../event.ts";
import type { Tenant } from "../registry/tenant.ts";
import type { DeliveryOutcome } from "./delivery-outcome.ts";
import { retryAfterMs, retryDelayMs } from "./retry-delay.ts";
import type { SharedTimeout } from "./shared-timeout.ts";
import { signDelivery } from "./sign-delivery.ts";

/** How long a store may take to answer, in milliseconds. */
export const DELIVERY_TIMEOUT_MS = 15_000;

/** The body that a store receives. */
export function deliveryBody(store: string, event: QueuedEvent): string {
  const { change } = event;
  return JSON.stringify({
    type: change.type,
    timestamp: new Date(event.acceptedAt).toISOString(),
    data: { store, sequence: event.sequence, entity: change.entity, event: change.event, state: change.state },
    original: { body: event.body, key: event.key, sign: event.sign },
  });
}

/** Sends one event to its store and says what came of it. Never throws for what the store or the network does. */
export async function deliver(store: Tenant, event: QueuedEvent, deadlines: SharedTimeout): Promise<DeliveryOutcome> {
  const body = deliveryBody(store.store, event);
  let response: Response;
  const timeout = deadlines.start();
  try {
    response = await fetch(store.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "calypso-webhook-relay",
        ...(await signDelivery({ id: event.id, body, secrets: store.signingSecrets }, Date.now())),
      },
      body,
      redirect: "manual",
      signal: timeout.signal,
    });
  } catch {
    return failed(event, timeout.signal.aborted ? "timeout" : "connection failed");
  } finally {
    deadlines.end(timeout);
  }
  // The answer's body means nothing, and an unread one holds a connection.
  await response.body?.cancel().catch(() => {});
  return judge(event, response);
}

function judge(event: QueuedEvent, response: Response): DeliveryOutcome {
  const { status } = response;
  const result = String(status);
  if (status >= 200 && status < 300) return { kind: "delivered", result };
  if (status === 410) return { kind: "closed", result };
  if (status >= 300 && status < 400) return failed(event, `${status} redirect refused`);
  const asked =
    status === 429 || status === 503 ? retryAfterMs(response.headers.get("retry-after"), Date.now()) : undefined;
  return failed(event, result, asked);
}

function failed(event: QueuedEvent, result: string, askedDelayMs?: number): DeliveryOutcome {
  const now = Date.now();
  if (now >= event.expiresAt) return { kind: "dead", result };
  const delayMs = askedDelayMs ?? retryDelayMs(event.attempts + 1);
  // The last attempt is made when the time is up, however long the delay would be.
  return { kind: "again", result, dueAt: Math.min(now + delayMs, event.expiresAt) };
}
