import type { RelayProcess } from "@calypso-commerce/webhook-relay/testing";

export interface Connection {
  /** The vendor's address and an API key there. */
  vendor: { baseUrl: string; publicKey: string; secretKey: string; account: string };
  relay: RelayProcess;
  /** The store's name at the relay. */
  name: string;
  storeUrl: string;
  signingSecret: string;
}

/** Subscribes the relay to the vendor's webhooks and registers the store with the subscription's keys. */
export async function connectWebhooks({ vendor, relay, name, storeUrl, signingSecret }: Connection): Promise<void> {
  // Imported late: a command builds core first.
  const { createCalypsoClient } = await import("@calypso-commerce/core");
  const { publicKey, secretKey } = await createCalypsoClient(vendor).webhook.create({
    url: `${relay.url}/v1/webhooks/${name}`,
    notificationServiceTypes: ["INVOICE", "PAYOUT"],
  });
  if (!publicKey || !secretKey) throw new Error("the new webhook subscription has no keys");
  await relay.admin.put(`/v1/stores/${name}`, {
    url: `${storeUrl}/hooks/calypso`,
    keys: [{ publicKey, secretKey }],
    signingSecret,
  });
}
