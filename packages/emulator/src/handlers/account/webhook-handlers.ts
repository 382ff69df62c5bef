import { randomBytes, randomUUID } from "node:crypto";
import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { formatSubscription } from "../../formatters/format-subscription.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Subscription } from "../../store/entities.ts";
import { type EventService, eventTypeAliases, eventTypesByService, isEventType } from "../../webhooks/event-types.ts";
import { createOnce } from "../create-once.ts";
import type { Handlers } from "../handler.ts";
import { requestDigest } from "../request-digest.ts";

interface RequestedEvents {
  readonly notificationEventTypes?: readonly string[] | undefined;
  readonly notificationServiceTypes?: readonly string[] | undefined;
}

/**
 * The event types of a request, given by name or by service, under the names that the emulator sends.
 *
 * @throws EmulatorError 400 for an unknown event type or service, or without either.
 */
function eventTypes({
  notificationEventTypes = [],
  notificationServiceTypes = [],
}: RequestedEvents): readonly string[] {
  const single = notificationEventTypes.map((name) => {
    if (!isEventType(name)) throw badRequest(`${name} is not an event type`, "event_type_unknown");
    return eventTypeAliases.get(name) ?? name;
  });
  const grouped = notificationServiceTypes.flatMap((name): readonly string[] => {
    if (!Object.hasOwn(eventTypesByService, name)) throw badRequest(`${name} is not a service`, "event_type_unknown");
    return eventTypesByService[name as EventService];
  });
  const all = [...new Set([...single, ...grouped])];
  if (all.length === 0) throw badRequest("notificationEventTypes or notificationServiceTypes is required");
  return all;
}

const newKeys = () => ({ publicKey: randomBytes(16).toString("hex"), secretKey: randomBytes(16).toString("hex") });

/** @throws EmulatorError 400 for an unknown subscription. */
function requestedSubscription({ store }: Sandbox, id: string): Subscription {
  const subscription = store.subscriptions.get(id);
  if (!subscription) throw unknownObject("webhook subscription", "subscription");
  return subscription;
}

/** Webhook API. */
export const webhookHandlers: Handlers<"webhook"> = {
  "webhook.list": ({ store }) => ({ subscriptions: store.subscriptions.all().map(formatSubscription) }),

  "webhook.create": (sandbox, request) => {
    const { store, clock } = sandbox;
    const types = eventTypes(request);
    const id = request.requestId ?? randomUUID();
    const digest = requestDigest(request);
    const subscription = createOnce(sandbox, store.subscriptions.get(id), digest, () =>
      store.subscriptions.insert({
        id,
        requestDigest: digest,
        url: request.url,
        eventTypes: types,
        createdAtMs: clock.nowMs(),
        ...newKeys(),
      }),
    );
    return formatSubscription(subscription);
  },

  "webhook.change": (sandbox, request) => {
    const { id } = requestedSubscription(sandbox, request.requestId);
    const changes = { url: request.url, eventTypes: eventTypes(request), requestDigest: requestDigest(request) };
    return formatSubscription(sandbox.store.subscriptions.update(id, changes));
  },

  "webhook.delete": (sandbox, { requestId }) => {
    sandbox.store.subscriptions.remove(requestedSubscription(sandbox, requestId).id);
  },

  "webhook.regenerateKeys": (sandbox, { requestId }) =>
    formatSubscription(sandbox.store.subscriptions.update(requestedSubscription(sandbox, requestId).id, newKeys())),
};
