// The same as in wrangler.jsonc, which a test compares.
export const compatibilityDate = "2026-10-20";
export const compatibilityFlags = ["global_fetch_strictly_public"];
