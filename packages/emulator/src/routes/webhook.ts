import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { createOnce } from "../api/create-once.ts";
import { body, link, maybe, uuid } from "../api/fields.ts";
import { bareOperation, operation } from "../api/operation.ts";
import { requestDigest } from "../api/request-digest.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { formatSubscription } from "../formatters/subscription.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Subscription } from "../store/entities.ts";
import { type EventService, eventTypeAliases, eventTypesByService, isEventType } from "../webhooks/event-types.ts";

const services = Object.keys(eventTypesByService) as EventService[];

const wanted = body({
  requestId: uuid,
  notificationEventTypes: maybe(
    v.array(v.pipe(v.string("must be a string"), v.check(isEventType, "must be an event type")), "must be a list"),
  ),
  notificationServiceTypes: maybe(v.array(v.picklist(services, "must be a service type"), "must be a list")),
  url: link,
});

const subscriptionKey = body({ requestId: uuid });

/** The event types asked for one by one and by service, under the names that the emulator sends. */
function eventTypes(payload: v.InferOutput<typeof wanted>): readonly string[] {
  const single = payload.notificationEventTypes ?? [];
  const grouped = (payload.notificationServiceTypes ?? []).flatMap((service) => [...eventTypesByService[service]]);
  const all = [...new Set([...single.map((name) => eventTypeAliases.get(name) ?? name), ...grouped])];
  if (all.length === 0) throw badRequest("notificationEventTypes or notificationServiceTypes is required");
  return all;
}

const newKeys = () => ({ publicKey: randomBytes(16).toString("hex"), secretKey: randomBytes(16).toString("hex") });

function requestedSubscription(sandbox: Sandbox, id: string): Subscription {
  const subscription = sandbox.store.subscriptions.get(id);
  if (!subscription) throw badRequest("webhook subscription not found", "subscription_not_found");
  return subscription;
}

/** Webhook API. */
export const webhookOperations = [
  bareOperation("webhook.list", "/subscription/webhook", ({ store }) => ({
    subscriptions: store.subscriptions.all().map(formatSubscription),
  })),

  operation(
    "webhook.delete",
    "/subscription/webhook",
    subscriptionKey,
    (sandbox, { requestId }) => {
      sandbox.store.subscriptions.remove(requestedSubscription(sandbox, requestId).id);
      return undefined;
    },
    { method: "DELETE" },
  ),

  operation("webhook.create", "/subscription/webhook/create", wanted, (sandbox, payload) => {
    const types = eventTypes(payload);
    const digest = requestDigest(payload);
    const existing = sandbox.store.subscriptions.get(payload.requestId);
    const subscription = createOnce(sandbox, existing, digest, () =>
      sandbox.store.subscriptions.insert({
        id: payload.requestId,
        requestDigest: digest,
        url: payload.url,
        eventTypes: types,
        createdAtMs: sandbox.clock.nowMs(),
        ...newKeys(),
      }),
    );
    return formatSubscription(subscription);
  }),

  operation("webhook.change", "/subscription/webhook/change", wanted, (sandbox, payload) => {
    const { id } = requestedSubscription(sandbox, payload.requestId);
    const changes = { url: payload.url, eventTypes: eventTypes(payload), requestDigest: requestDigest(payload) };
    return formatSubscription(sandbox.store.subscriptions.update(id, changes));
  }),

  operation(
    "webhook.regenerateKeys",
    "/subscription/webhook/api-keys/regenerate",
    subscriptionKey,
    (sandbox, { requestId }) => {
      const { id } = requestedSubscription(sandbox, requestId);
      return formatSubscription(sandbox.store.subscriptions.update(id, newKeys()));
    },
    { method: "DELETE", account: false },
  ),
];
