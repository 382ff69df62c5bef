/** Prints each step on stderr and records how long it took. */
export function createSteps() {
  const started = performance.now();
  const ms: Record<string, number> = {};
  return {
    ms,
    async step<T>(name: string, what: string, work: () => Promise<T>): Promise<T> {
      const from = performance.now();
      const result = await work();
      ms[name] = Math.round(performance.now() - from);
      console.error(`  ${what} (${(ms[name] / 1000).toFixed(1)} s)`);
      return result;
    },
    /** Milliseconds since the start. */
    total: () => Math.round(performance.now() - started),
  };
}

export type Steps = ReturnType<typeof createSteps>;
