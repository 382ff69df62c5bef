/**
 * Whether what a page's callback threw is Next.js's way to navigate: a server action that redirects rejects in the
 * browser, while the redirect takes place.
 */
export function isNavigation(thrown: unknown): boolean {
  const digest = (thrown as { digest?: unknown } | null | undefined)?.digest;
  return typeof digest === "string" && digest.startsWith("NEXT_REDIRECT");
}
