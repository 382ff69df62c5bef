import { type CalypsoClient, CalypsoUnknownOutcomeError } from "@calypso-commerce/core";
import { RelayError } from "../errors.ts";
import type { RelayClient } from "./relay-client.ts";

/** All that a shop has to hear of. */
const services = ["INVOICE", "PAYOUT"];

/** What the vendor answers for a subscription. */
interface Subscription {
  requestId: string;
  url?: string | undefined;
  publicKey?: string | undefined;
  secretKey?: string | undefined;
}

export interface SubscriptionResult {
  store: string;
  /** The subscription's id at the vendor. */
  requestId: string;
  /** Where the vendor posts to. */
  url: string;
  /** Of the key pair that signs from now on. */
  publicKey: string;
  done: "created" | "changed" | "regenerated";
}

/**
 * Sees to it that the vendor posts a store's INVOICE and PAYOUT events to the relay, and that the relay knows the keys
 * that sign them. May be repeated: it finds its own subscription by the URL.
 */
export async function subscribe(
  calypso: CalypsoClient,
  relay: RelayClient,
  store: string,
): Promise<SubscriptionResult> {
  await relay.call("GET", `/v1/stores/${store}`);
  const url = webhookUrl(relay, store);
  const existing = await findSubscription(calypso, url);
  const wanted = { url, notificationServiceTypes: services };
  const subscription =
    existing === undefined
      ? await calypso.webhook.create({ requestId: crypto.randomUUID(), ...wanted })
      : await calypso.webhook.change({ requestId: existing.requestId, ...wanted });
  // What is signed before the next line has run is refused now and sent again by the vendor within a minute.
  const publicKey = await registerKeys(relay, store, withKeys(subscription) ?? (await readKeys(calypso, url)));
  return { store, requestId: subscription.requestId, url, publicKey, done: existing ? "changed" : "created" };
}

/**
 * Gives the store's subscription a new key pair. The old one stays registered: what it signed may still be repeated for
 * about four days. May be repeated after a crash: a pair that a broken run left unregistered is registered first.
 */
export async function rotateKeys(
  calypso: CalypsoClient,
  relay: RelayClient,
  store: string,
): Promise<SubscriptionResult> {
  await relay.call("GET", `/v1/stores/${store}`);
  const url = webhookUrl(relay, store);
  const existing = await findSubscription(calypso, url);
  if (existing === undefined) {
    throw new RelayError("no_subscription", `the vendor has no subscription for ${url}: run subscribe first`);
  }
  const current = withKeys(existing);
  if (current !== undefined) await registerKeys(relay, store, current);
  const subscription = await regenerate(calypso, existing.requestId);
  const publicKey = await registerKeys(relay, store, withKeys(subscription) ?? (await readKeys(calypso, url)));
  return { store, requestId: existing.requestId, url, publicKey, done: "regenerated" };
}

async function regenerate(calypso: CalypsoClient, requestId: string): Promise<Subscription | undefined> {
  try {
    return await calypso.webhook.regenerateKeys({ requestId });
  } catch (error) {
    // Perhaps there are new keys and perhaps not: the list says which ones sign now.
    if (error instanceof CalypsoUnknownOutcomeError) return undefined;
    throw error;
  }
}

const webhookUrl = (relay: RelayClient, store: string): string => `${relay.url}/v1/webhooks/${store}`;

async function findSubscription(calypso: CalypsoClient, url: string): Promise<Subscription | undefined> {
  const { subscriptions } = await calypso.webhook.list();
  return subscriptions.find((subscription) => subscription.url === url);
}

interface KeyPair {
  publicKey: string;
  secretKey: string;
}

function withKeys(subscription: Subscription | undefined): KeyPair | undefined {
  if (subscription?.publicKey === undefined || subscription.secretKey === undefined) return undefined;
  return { publicKey: subscription.publicKey, secretKey: subscription.secretKey };
}

async function readKeys(calypso: CalypsoClient, url: string): Promise<KeyPair> {
  const keys = withKeys(await findSubscription(calypso, url));
  if (keys !== undefined) return keys;
  throw new RelayError("no_keys", `the vendor shows no keys for the subscription of ${url}`, { retryable: true });
}

async function registerKeys(relay: RelayClient, store: string, keys: KeyPair): Promise<string> {
  await relay.call("POST", `/v1/stores/${store}/keys`, keys);
  return keys.publicKey;
}
