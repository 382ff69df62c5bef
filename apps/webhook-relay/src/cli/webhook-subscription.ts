import { type CalypsoClient, CalypsoUnknownOutcomeError } from "@calypso-commerce/core";
import { RelayError } from "../errors.ts";
import { type RelayClient, storePath } from "./relay-client.ts";

/** The services whose events a store needs. */
const services = ["INVOICE", "PAYOUT"];

/** A subscription as the vendor answers it. */
interface Subscription {
  requestId: string;
  url?: string | undefined;
  publicKey?: string | undefined;
  secretKey?: string | undefined;
}

export interface SubscriptionResult {
  /** The tenant's name. */
  store: string;
  /** The subscription's id at the vendor. */
  requestId: string;
  /** The URL that the vendor posts to. */
  url: string;
  /** Public key of the pair that signs from now on. */
  publicKey: string;
  done: "created" | "changed" | "regenerated";
  /** Only of a tenant that was registered just now. */
  signingSecret?: string;
}

/**
 * Creates or changes the vendor's webhook subscription of a tenant and registers its keys at the relay, with `storeUrl`
 * together with the tenant itself. Safe to repeat: it finds its own subscription by the URL.
 */
export async function putWebhookSubscription(
  calypso: CalypsoClient,
  relay: RelayClient,
  tenant: string,
  storeUrl?: string,
): Promise<SubscriptionResult> {
  // Fails before anything is created, if the relay would refuse the calls below.
  await relay.call("GET", storeUrl === undefined ? storePath(tenant) : "/v1/stores");
  const url = webhookUrl(relay, tenant);
  const existing = await findSubscription(calypso, url);
  const settings = { url, notificationServiceTypes: services };
  const subscription =
    existing === undefined
      ? await calypso.webhook.create({ requestId: crypto.randomUUID(), ...settings })
      : await calypso.webhook.change({ requestId: existing.requestId, ...settings });
  const keys = keysOf(subscription) ?? (await readKeys(calypso, url));
  // The relay refuses what is signed before this call; the vendor repeats it within a minute. It is the last call
  // because its answer contains the signing secret only once.
  const { signingSecret } =
    storeUrl === undefined
      ? await registerKeys(relay, tenant, keys)
      : await relay.call("PUT", storePath(tenant), { url: storeUrl, keys: [keys] });
  return {
    store: tenant,
    requestId: subscription.requestId,
    url,
    publicKey: keys.publicKey,
    done: existing === undefined ? "created" : "changed",
    ...(signingSecret && { signingSecret }),
  };
}

/**
 * Gives a tenant's subscription a new key pair. The old one stays registered, because the vendor may repeat what it
 * signed for about four days. Safe to repeat after a crash: it first registers a pair that an interrupted run left
 * unregistered.
 */
export async function rotateWebhookSubscriptionKeys(
  calypso: CalypsoClient,
  relay: RelayClient,
  tenant: string,
): Promise<SubscriptionResult> {
  await relay.call("GET", storePath(tenant));
  const url = webhookUrl(relay, tenant);
  const existing = await findSubscription(calypso, url);
  if (existing === undefined) {
    throw new RelayError(
      "no_subscription",
      `Calypso has no subscription for ${url}: run "relay-ctl stores connect ${tenant}" first.`,
    );
  }
  const current = keysOf(existing);
  if (current !== undefined) await registerKeys(relay, tenant, current);
  const subscription = await regenerate(calypso, existing.requestId);
  const keys = keysOf(subscription) ?? (await readKeys(calypso, url));
  await registerKeys(relay, tenant, keys);
  return { store: tenant, requestId: existing.requestId, url, publicKey: keys.publicKey, done: "regenerated" };
}

async function regenerate(calypso: CalypsoClient, requestId: string): Promise<Subscription | undefined> {
  try {
    return await calypso.webhook.regenerateKeys({ requestId });
  } catch (error) {
    // Whether there are new keys is unknown: the list of subscriptions shows the keys that sign now.
    if (error instanceof CalypsoUnknownOutcomeError) return undefined;
    throw error;
  }
}

const webhookUrl = (relay: RelayClient, tenant: string): string => `${relay.url}/v1/webhooks/${tenant}`;

async function findSubscription(calypso: CalypsoClient, url: string): Promise<Subscription | undefined> {
  const { subscriptions } = await calypso.webhook.list();
  return subscriptions.find((subscription) => subscription.url === url);
}

interface KeyPair {
  publicKey: string;
  secretKey: string;
}

function keysOf(subscription: Subscription | undefined): KeyPair | undefined {
  if (subscription?.publicKey === undefined || subscription.secretKey === undefined) return undefined;
  return { publicKey: subscription.publicKey, secretKey: subscription.secretKey };
}

async function readKeys(calypso: CalypsoClient, url: string): Promise<KeyPair> {
  const keys = keysOf(await findSubscription(calypso, url));
  if (keys !== undefined) return keys;
  throw new RelayError("no_keys", `Calypso shows no keys for the subscription of ${url}: run the command again.`, {
    retryable: true,
  });
}

const registerKeys = (relay: RelayClient, tenant: string, keys: KeyPair) =>
  relay.call("POST", `${storePath(tenant)}/keys`, keys);
