import { operation } from "../operation.ts";
import {
  type ChangeWebhook,
  changeWebhookSchema,
  type SaveWebhook,
  saveWebhookSchema,
  type WebhookKey,
  type WebhookSubscription,
  type WebhookSubscriptions,
  webhookKeySchema,
  webhookSubscriptionSchema,
  webhookSubscriptionsSchema,
} from "./webhook-schemas.ts";

/** Source: API reference, "Webhook API". */
export const webhook = {
  /** Lists all subscriptions with their key pairs. Source: "Get list of Webhook Subscriptions". */
  list: operation<undefined, WebhookSubscriptions>({
    path: "/api/v1/subscription/webhook",
    effect: "read",
    response: webhookSubscriptionsSchema,
  }),

  /** Deletes a subscription. Source: "Delete Webhook". */
  delete: operation<WebhookKey, void>({
    method: "DELETE",
    path: "/api/v1/subscription/webhook",
    effect: "repeatable",
    request: webhookKeySchema,
  }),

  /** Subscribes a URL to events. The answer contains the key pair that signs them. Source: "Create Webhook". */
  create: operation<SaveWebhook, WebhookSubscription>({
    path: "/api/v1/subscription/webhook/create",
    effect: "keyed",
    keyField: "requestId",
    request: saveWebhookSchema,
    response: webhookSubscriptionSchema,
  }),

  /** Changes a subscription's events or URL. Source: "Change Webhook". */
  change: operation<ChangeWebhook, WebhookSubscription>({
    path: "/api/v1/subscription/webhook/change",
    effect: "repeatable",
    request: changeWebhookSchema,
    response: webhookSubscriptionSchema,
  }),

  /**
   * Replaces a subscription's key pair; the old pair is invalid immediately. The client never repeats it: each call
   * creates another pair. Source: "Regenerate Webhook Api keys".
   */
  regenerateKeys: operation<WebhookKey, WebhookSubscription>({
    method: "DELETE",
    path: "/api/v1/subscription/webhook/api-keys/regenerate",
    effect: "once",
    account: false,
    request: webhookKeySchema,
    response: webhookSubscriptionSchema,
  }),
};
