import type { Mailbox } from "./mailbox/mailbox.ts";

/** Bindings and settings of the Worker; wrangler.jsonc declares the bindings. */
export interface Env {
  MAILBOXES: DurableObjectNamespace<Mailbox>;
  REGISTRY: D1Database;
  /** Slows down who sends bad signatures. Without it nobody is. */
  BAD_SIGNATURES?: RateLimit;
  /** Figures over time. Without it none are written. */
  METRICS?: AnalyticsEngineDataset;
  /** Bearer token of the operator's API, at least 16 characters. Without it the API doesn't exist. */
  RELAY_ADMIN_TOKEN?: string;
  /** Base64 of 32 bytes that seal the secrets in the registry; several with a comma between, the sealing one first. */
  RELAY_MASTER_KEY?: string;
  /** Days that delivered events are kept for replay, 0 to 30. Default 7. */
  RELAY_KEEP_DELIVERED_DAYS?: string;
  /** `"true"` on a developer's machine: store URLs may be `http:` to loopback. */
  RELAY_LOOPBACK_STORES?: string;
}
