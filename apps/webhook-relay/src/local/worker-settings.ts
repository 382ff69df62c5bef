// The same as in wrangler.jsonc, which a test compares.
export const compatibilityDate = "2026-10-20";
export const compatibilityFlags = ["global_fetch_strictly_public"];
/** Bad signatures that an address may send to a store in a period of seconds. */
export const badSignatureLimit = { limit: 60, period: 60 } as const;
