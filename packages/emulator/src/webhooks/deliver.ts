import { createHmac, randomUUID } from "node:crypto";
import { after, type Sandbox } from "../sandbox.ts";
import type { Delivery, DeliveryAttempt } from "../store/entities.ts";
import { nextNumber } from "../store/store.ts";
import { webhookDate } from "../wire/dates.ts";
import { writeJson } from "../wire/exact-json.ts";
import type { VendorEvent } from "./events.ts";
import { retrySeconds } from "./retry-schedule.ts";

export interface Webhooks {
  emit(event: VendorEvent): void;
  /** Sends a delivery once, whatever became of it before, and plans the retry. */
  attempt(deliveryId: string): Promise<void>;
  /** Aborts requests that are under way. */
  stop(): void;
}

const keptDeliveries = 20_000;

/**
 * Sends events to subscriptions: signed with the subscription's own keys over the exact bytes, in the order of events for
 * one invoice or payout until a receiver fails, then again on the vendor's schedule.
 */
export function createWebhooks(sandbox: Sandbox): Webhooks {
  const { store, clock, scheduler } = sandbox;
  const queues = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  const send = async (delivery: Delivery): Promise<DeliveryAttempt | undefined> => {
    const subscription = store.subscriptions.get(delivery.subscriptionId);
    if (!subscription) return undefined;
    const startedAtMs = Date.now();
    const attempt = { atMs: clock.nowMs(), status: null, error: null };
    try {
      const answer = await fetch(subscription.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          key: subscription.publicKey,
          sign: createHmac("sha512", subscription.secretKey).update(delivery.body, "utf8").digest("hex"),
        },
        body: delivery.body,
        redirect: "manual",
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(sandbox.settings.webhookTimeoutMs)]),
      });
      await answer.body?.cancel();
      return { ...attempt, status: answer.status, tookMs: Date.now() - startedAtMs };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return {
        ...attempt,
        error: cause instanceof Error ? cause.message : String(cause),
        tookMs: Date.now() - startedAtMs,
      };
    }
  };

  const attempt = async (deliveryId: string): Promise<void> => {
    const delivery = store.deliveries.get(deliveryId);
    if (!delivery || stopping.signal.aborted) return;
    const result = await send(delivery);
    const now = store.deliveries.get(deliveryId);
    // Reset or closed in the meantime: a process that dies here sends the same delivery again when it is back.
    if (!now || stopping.signal.aborted) return;
    if (!result) {
      store.deliveries.update(deliveryId, { state: "given up" });
      return;
    }
    const attempts = [...now.attempts, result];
    if (result.status !== null && result.status >= 200 && result.status < 300) {
      store.deliveries.update(deliveryId, { attempts, state: "delivered" });
      return;
    }
    const wait = retrySeconds[attempts.length - 1];
    store.deliveries.update(deliveryId, { attempts, state: wait === undefined ? "given up" : now.state });
    if (wait !== undefined) scheduler.at("webhook.attempt", deliveryId, after(sandbox, wait * 1000));
  };

  const enqueue = (delivery: Delivery): void => {
    const queue = `${delivery.subscriptionId}/${delivery.subject}`;
    const last = (queues.get(queue) ?? Promise.resolve()).then(() => attempt(delivery.id));
    queues.set(queue, last);
    void last.finally(() => {
      if (queues.get(queue) === last) queues.delete(queue);
    });
  };

  const forget = (): void => {
    if (store.deliveries.size <= keptDeliveries) return;
    const done = store.deliveries.all().find((delivery) => delivery.state !== "pending");
    if (done) store.deliveries.remove(done.id);
  };

  return {
    emit(event) {
      for (const subscription of store.subscriptions.all()) {
        if (!subscription.eventTypes.includes(event.type)) continue;
        const eventId = nextNumber(store, "event");
        const body = writeJson({
          requestId: event.without?.includes("requestId") ? undefined : subscription.id,
          id: eventId,
          createdDate: webhookDate(clock.nowMs()),
          level: event.level,
          service: event.service,
          eventType: event.without?.includes("eventType") ? undefined : event.type,
          data: event.data,
        });
        const delivery = store.deliveries.insert({
          id: randomUUID(),
          eventId,
          eventType: event.type,
          subscriptionId: subscription.id,
          subject: event.subject,
          body,
          state: "pending",
          attempts: [],
          createdAtMs: clock.nowMs(),
        });
        forget();
        enqueue(delivery);
      }
    },
    attempt,
    stop: () => stopping.abort(),
  };
}
