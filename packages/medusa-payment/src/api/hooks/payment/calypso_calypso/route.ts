// Where Medusa users expect a provider's webhook. Replaces Medusa's own route, for the default provider id.
export { receiveWebhook as POST } from "../../../../webhooks/receive-webhook";
