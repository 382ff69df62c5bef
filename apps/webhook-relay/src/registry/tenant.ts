/** A key pair of one of the vendor's webhook subscriptions. */
export interface VendorKey {
  publicKey: string;
  secretKey: string;
}

/** A secret that deliveries are signed with, `whsec_…`. */
export interface SigningSecret {
  secret: string;
  /** Milliseconds since 1970 after which it no longer signs; `null` for the current one. */
  expiresAt: number | null;
}

/** A tenant with its secrets decrypted, for accepting and delivering. Never leaves the Worker. */
export interface Tenant {
  name: string;
  /** The store's URL, which receives the deliveries. */
  url: string;
  /** Number of mailboxes. */
  shards: number;
  /** Secret key by public key. */
  keys: ReadonlyMap<string, string>;
  /** The current one first. */
  signingSecrets: readonly SigningSecret[];
}

/** A tenant without its secrets, as the admin API answers it. */
export interface TenantSummary {
  /** The tenant's name. */
  store: string;
  url: string;
  shards: number;
  createdAt: string;
  updatedAt: string;
  keys: { publicKey: string; createdAt: string; lastUsedAt: string | null }[];
  signingSecrets: { createdAt: string; expiresAt: string | null }[];
}

const TENANT_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text can name a tenant: 1 to 63 of a-z, 0-9 and inner hyphens. */
export function isTenantName(text: string): boolean {
  return TENANT_NAME.test(text);
}
