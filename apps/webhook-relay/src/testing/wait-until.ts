import { setTimeout as pause } from "node:timers/promises";

/**
 * Resolves when `condition` holds; asked every 20 ms. A condition that rejects for a network error doesn't hold yet.
 *
 * @throws after `timeoutMs`, default 30 s, naming what was waited for.
 */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 30_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      // What fetch throws while nothing listens.
      if (!(error instanceof TypeError)) throw error;
    }
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await pause(20);
  }
}
