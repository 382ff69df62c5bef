import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const webhookSubscriptionSchema = v.object({
  requestId: field.text,
  notificationEventTypes: v.optional(v.array(field.text), []),
  url: v.optional(field.text),
  /** The pair that signs this subscription's events. Not the API's pair. */
  publicKey: v.optional(field.text),
  secretKey: v.optional(field.text),
  createdDate: v.optional(field.text),
});
export interface WebhookSubscription extends v.InferOutput<typeof webhookSubscriptionSchema> {}

export const webhookSubscriptionsSchema = v.object({
  subscriptions: v.optional(v.array(webhookSubscriptionSchema), []),
});
export interface WebhookSubscriptions extends v.InferOutput<typeof webhookSubscriptionsSchema> {}

export const notificationServices = ["PAYOUT", "INVOICE", "RECURRENT"] as const;

export const saveWebhookSchema = v.strictObject({
  /** A UUID: the subscription's key. Generated if absent from a new one. */
  requestId: v.optional(field.uuid),
  /** Event names, unless `notificationServiceTypes` selects them. */
  notificationEventTypes: v.optional(v.array(field.requiredText)),
  /** Groups of events: `INVOICE`, `PAYOUT`, or `RECURRENT`. */
  notificationServiceTypes: v.optional(v.array(field.requiredText)),
  /** Where Calypso posts events. */
  url: field.webUrl,
});
export interface SaveWebhook extends v.InferOutput<typeof saveWebhookSchema> {}

export const changeWebhookSchema = v.strictObject({ ...saveWebhookSchema.entries, requestId: field.uuid });
export interface ChangeWebhook extends v.InferOutput<typeof changeWebhookSchema> {}

export const webhookKeySchema = v.strictObject({ requestId: field.uuid });
export interface WebhookKey extends v.InferOutput<typeof webhookKeySchema> {}
