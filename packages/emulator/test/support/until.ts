/** Waits until `look` returns something other than undefined, null or false. */
export async function until<T>(what: string, look: () => T | Promise<T>, withinMs = 8_000): Promise<NonNullable<T>> {
  const endAtMs = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > endAtMs) throw new Error(`${what} did not happen within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
