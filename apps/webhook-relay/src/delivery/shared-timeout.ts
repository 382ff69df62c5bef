/** How often what is under way is looked at, in milliseconds. */
const TICK_MS = 1_000;

/**
 * Aborts what takes too long, with one timer for all, which is never cleared: it ends by itself when nothing is under way. Of each timer
 * that is cleared workerd keeps some 270 bytes for as long as the Durable Object lives.
 */
export class SharedTimeout {
  readonly #ticks: number;
  /** How many ticks each has left. */
  readonly #left = new Map<AbortController, number>();
  #isTicking = false;

  /** @param ms how long each may take, in milliseconds; it is given up to a second more */
  constructor(ms: number) {
    this.#ticks = Math.ceil(ms / TICK_MS) + 1;
  }

  start(): AbortController {
    const controller = new AbortController();
    this.#left.set(controller, this.#ticks);
    this.#tickLater();
    return controller;
  }

  /** It is over: it will not be aborted any more. */
  end(controller: AbortController): void {
    this.#left.delete(controller);
  }

  #tickLater(): void {
    if (this.#isTicking || this.#left.size === 0) return;
    this.#isTicking = true;
    setTimeout(() => {
      this.#isTicking = false;
      for (const [controller, left] of this.#left) {
        if (left > 1) {
          this.#left.set(controller, left - 1);
        } else {
          this.#left.delete(controller);
          controller.abort();
        }
      }
      this.#tickLater();
    }, TICK_MS);
  }
}
