/** A key pair of one of the vendor's webhook subscriptions. */
export interface VendorKey {
  publicKey: string;
  secretKey: string;
}

/** A secret that deliveries are signed with, `whsec_…`. */
export interface SigningSecret {
  secret: string;
  /** Milliseconds since 1970 after which it signs no more; `null` for the current one. */
  expiresAt: number | null;
}

/** A store as the accepting and delivering sides need it, secrets opened. Never leaves the Worker. */
export interface Tenant {
  store: string;
  url: string;
  shards: number;
  /** Secret key by public key. */
  keys: ReadonlyMap<string, string>;
  /** The current one first. */
  signingSecrets: readonly SigningSecret[];
}

/** What an operator may see of a store. */
export interface TenantSummary {
  store: string;
  url: string;
  shards: number;
  createdAt: string;
  updatedAt: string;
  keys: { publicKey: string; createdAt: string; lastUsedAt: string | null }[];
  signingSecrets: { createdAt: string; expiresAt: string | null }[];
}

const STORE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text can name a store: 1 to 63 of a-z, 0-9 and inner hyphens. */
export function isTenantName(text: string): boolean {
  return STORE_NAME.test(text);
}
