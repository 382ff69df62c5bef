import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const webhookSubscriptionSchema = v.object({
  requestId: field.text,
  notificationEventTypes: v.optional(v.array(field.text), []),
  url: v.optional(field.text),
  /** The pair that signs this subscription's events; not the API's. */
  publicKey: v.optional(field.text),
  secretKey: v.optional(field.text),
  createdDate: v.optional(field.text),
});
export interface WebhookSubscription extends v.InferOutput<typeof webhookSubscriptionSchema> {}

export const webhookSubscriptionsSchema = v.object({
  subscriptions: v.optional(v.array(webhookSubscriptionSchema), []),
});
export interface WebhookSubscriptions extends v.InferOutput<typeof webhookSubscriptionsSchema> {}

export const notificationServices = ["PAYOUT", "INVOICE"] as const;

export const saveWebhookSchema = v.strictObject({
  /** A UUID of the caller's: the subscription's key. Generated when absent from a new one. */
  requestId: v.optional(field.uuid),
  /** Event names, or leave them to `notificationServiceTypes`. */
  notificationEventTypes: v.optional(v.array(field.requiredText)),
  /** Groups: all events of invoices, all events of payouts. */
  notificationServiceTypes: v.optional(v.array(field.requiredText)),
  /** Where events are posted to. */
  url: field.webUrl,
});
export interface SaveWebhook extends v.InferOutput<typeof saveWebhookSchema> {}

export const changeWebhookSchema = v.strictObject({ ...saveWebhookSchema.entries, requestId: field.uuid });
export interface ChangeWebhook extends v.InferOutput<typeof changeWebhookSchema> {}

export const webhookKeySchema = v.strictObject({ requestId: field.uuid });
export interface WebhookKey extends v.InferOutput<typeof webhookKeySchema> {}
