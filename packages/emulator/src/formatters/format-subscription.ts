import type { Subscription } from "../store/entities.ts";
import { apiDate } from "../wire/dates.ts";

/** A webhook subscription as the Webhook API returns it, with its keys. */
export function formatSubscription(subscription: Subscription): Record<string, unknown> {
  return {
    requestId: subscription.id,
    notificationEventTypes: subscription.eventTypes,
    url: subscription.url,
    publicKey: subscription.publicKey,
    secretKey: subscription.secretKey,
    createdDate: apiDate(subscription.createdAtMs),
  };
}
