const encoder = new TextEncoder();

/** Whether a request carries the admin token. The comparison takes constant time. */
export async function hasAdminToken(authorization: string | undefined, token: string): Promise<boolean> {
  const given = authorization?.startsWith("Bearer ") === true ? authorization.slice("Bearer ".length) : "";
  // Compares digests because their length doesn't depend on the input.
  const [a, b] = await Promise.all([given, token].map((text) => crypto.subtle.digest("SHA-256", encoder.encode(text))));
  return a !== undefined && b !== undefined && crypto.subtle.timingSafeEqual(a, b);
}
