export { receiveWebhook as POST } from "../../../webhooks/receive-webhook";
