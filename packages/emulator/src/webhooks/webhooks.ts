import { randomUUID } from "node:crypto";
import { extraField } from "../api/to-wire.ts";
import { takeWebhookFault } from "../faults/take-faults.ts";
import { after, type Sandbox } from "../sandbox.ts";
import type { Delivery, Subscription } from "../store/entities.ts";
import { nextNumber } from "../store/store.ts";
import { webhookDate } from "../wire/dates.ts";
import { writeJson } from "../wire/json.ts";
import { aliasOf } from "./event-types.ts";
import { retrySeconds } from "./retry-seconds.ts";
import { sendWebhook } from "./send-webhook.ts";
import type { VendorEvent } from "./vendor-event.ts";

export interface Webhooks {
  emit(event: VendorEvent): void;
  /** Sends a delivery once and schedules the retry. */
  attempt(deliveryId: string): Promise<void>;
  /** Sends the deliveries that were in flight when the last process ended. */
  resume(): void;
  /** Waits for all first attempts. */
  settled(): Promise<void>;
  /** Aborts requests in flight. */
  stop(): void;
}

const maxDeliveries = 20_000;

const queueOf = ({ subscriptionId, subject }: Delivery): string => `${subscriptionId}/${subject}`;

/**
 * Sends events to subscriptions. First attempts of one entity's events are sent in order; retries follow the vendor's
 * schedule.
 */
export function createWebhooks(sandbox: Sandbox): Webhooks {
  const { store, clock, scheduler } = sandbox;
  const queues = new Map<string, Promise<void>>();
  /** Deliveries held back by the reorder fault, by queue. */
  const heldBack = new Map<string, string>();
  const stopping = new AbortController();

  const attempt = async (deliveryId: string): Promise<void> => {
    const delivery = store.deliveries.get(deliveryId);
    if (!delivery || stopping.signal.aborted) return;
    if (heldBack.get(queueOf(delivery)) === deliveryId) heldBack.delete(queueOf(delivery));
    const result = await sendWebhook(sandbox, delivery, stopping.signal);
    const now = store.deliveries.get(deliveryId);
    // Reset or closed meanwhile. After a restart, the delivery is sent again.
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
    const delay = retrySeconds[attempts.length - 1];
    store.deliveries.update(deliveryId, { attempts, state: delay === undefined ? "given up" : now.state });
    if (delay !== undefined) scheduler.at("webhook.attempt", deliveryId, after(sandbox, delay * 1000));
  };

  /** Sends a duplicate beside the delivery's own attempts and ignores its answer. */
  const repeat = async (deliveryId: string): Promise<void> => {
    const delivery = store.deliveries.get(deliveryId);
    const result = delivery && (await sendWebhook(sandbox, delivery, stopping.signal));
    const now = store.deliveries.get(deliveryId);
    if (now && result) store.deliveries.update(deliveryId, { repeats: [...now.repeats, result] });
  };

  const enqueue = (queue: string, job: () => Promise<void>): void => {
    const last = (queues.get(queue) ?? Promise.resolve()).then(job);
    queues.set(queue, last);
    void last.finally(() => {
      if (queues.get(queue) === last) queues.delete(queue);
    });
  };

  /** Sends a new delivery, subject to the faults in force. */
  const start = (delivery: Delivery): void => {
    const { id, eventType } = delivery;
    const queue = queueOf(delivery);
    const delay = takeWebhookFault(store.faults, "webhook-delay", eventType);
    if (delay) {
      scheduler.at("webhook.attempt", id, clock.nowMs() + delay.delayMs);
      return;
    }
    const overtaken = heldBack.get(queue);
    const reorder = overtaken === undefined && takeWebhookFault(store.faults, "webhook-reorder", eventType);
    if (reorder) {
      heldBack.set(queue, id);
      scheduler.at("webhook.attempt", id, clock.nowMs() + reorder.withinMs);
      return;
    }
    const times = takeWebhookFault(store.faults, "webhook-duplicate", eventType)?.times ?? 1;
    enqueue(queue, () => attempt(id));
    for (let copy = 1; copy < times; copy++) enqueue(queue, () => repeat(id));
    if (overtaken === undefined) return;
    heldBack.delete(queue);
    scheduler.cancel("webhook.attempt", overtaken);
    enqueue(queue, () => attempt(overtaken));
  };

  const deliver = (event: VendorEvent, subscription: Subscription): void => {
    const eventId = nextNumber(store, "event");
    const name = sandbox.settings.aliasEvents ? aliasOf(event.type) : event.type;
    const { extraFields, nullFields } = sandbox.settings;
    const absent = nullFields ? null : undefined;
    const oddity = extraFields ? extraField : {};
    const body = writeJson({
      requestId: event.without?.includes("requestId") ? absent : subscription.id,
      id: eventId,
      createdDate: webhookDate(clock.nowMs()),
      level: event.level,
      service: event.service,
      eventType: event.without?.includes("eventType") ? absent : name,
      data: { ...event.data, type: name, ...oddity },
      ...oddity,
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
      repeats: [],
      createdAtMs: clock.nowMs(),
    });
    if (store.deliveries.size > maxDeliveries) {
      const done = store.deliveries.all().find(({ state }) => state !== "pending");
      if (done) store.deliveries.remove(done.id);
    }
    start(delivery);
  };

  return {
    emit(event) {
      for (const subscription of store.subscriptions.all()) {
        if (subscription.eventTypes.includes(event.type)) deliver(event, subscription);
      }
    },
    attempt,
    resume() {
      for (const delivery of store.deliveries.all()) {
        if (delivery.state !== "pending" || store.tasks.by("subject", delivery.id).length > 0) continue;
        enqueue(queueOf(delivery), () => attempt(delivery.id));
      }
    },
    async settled() {
      while (queues.size > 0) await Promise.all(queues.values());
    },
    stop: () => stopping.abort(),
  };
}
