/** Waits for a condition: tries until `look` gives something that isn't undefined or false. */
export async function until<T>(what: string, look: () => T | Promise<T>, withinMs = 8_000): Promise<NonNullable<T>> {
  const endAtMs = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > endAtMs) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
