/** The same settings as in wrangler.jsonc; a test compares them. */
export const workerSettings = {
  compatibilityDate: "2026-10-20",
  compatibilityFlags: ["global_fetch_strictly_public"],
  /** Bad signatures that a tenant accepts from one address in a period, in seconds. */
  badSignatureLimit: { limit: 60, period: 60 },
} as const;
