/** How often pending operations are checked, in milliseconds. */
const TICK_MS = 1_000;

/**
 * Aborts operations that take too long. One timer serves them all and is never cleared: it ends by itself when none is
 * pending. For each timer that is cleared, workerd keeps some 270 bytes until the Durable Object is evicted.
 */
export class SharedTimeout {
  readonly #ticks: number;
  /** Remaining ticks of each pending operation. */
  readonly #pending = new Map<AbortController, number>();
  #isTicking = false;

  /** @param timeoutMs when an operation is aborted, in milliseconds; it may take up to one second more. */
  constructor(timeoutMs: number) {
    this.#ticks = Math.ceil(timeoutMs / TICK_MS) + 1;
  }

  /** A controller that is aborted after the timeout, unless it is cleared before. */
  start(): AbortController {
    const controller = new AbortController();
    this.#pending.set(controller, this.#ticks);
    this.#scheduleTick();
    return controller;
  }

  /** The operation has ended: don't abort it any more. */
  clear(controller: AbortController): void {
    this.#pending.delete(controller);
  }

  #scheduleTick(): void {
    if (this.#isTicking || this.#pending.size === 0) return;
    this.#isTicking = true;
    setTimeout(() => {
      this.#isTicking = false;
      for (const [controller, ticks] of this.#pending) {
        if (ticks > 1) {
          this.#pending.set(controller, ticks - 1);
        } else {
          this.#pending.delete(controller);
          controller.abort();
        }
      }
      this.#scheduleTick();
    }, TICK_MS);
  }
}
