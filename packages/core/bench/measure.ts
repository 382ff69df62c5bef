/** What is run `times` in a row; it is timed from outside. */
export type Run = (times: number) => Promise<void>;

const ROUNDS = 40;
const ROUND_MS = 25;

/**
 * Operations a second of each case in its fastest round. Rounds are short and take turns, and what else the machine
 * does can only make one slower: the fastest is the one that it left alone.
 *
 * @param fastest what earlier calls measured of the same cases; taken further
 */
export async function measure(
  cases: ReadonlyMap<string, Run>,
  fastest = new Map<string, number>(),
): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  // Twice: the first case of all also pays for the start.
  for (const [name, run] of [...cases, ...cases]) sizes.set(name, await sizeOfRound(run));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of cases) {
      const times = sizes.get(name) ?? 1;
      const rate = (times * 1000) / (await elapsedMs(run, times));
      fastest.set(name, Math.max(rate, fastest.get(name) ?? 0));
    }
  }
  return fastest;
}

/** Warms up on the way. Of two tries, as one that was held up would make rounds too short to say anything. */
async function sizeOfRound(run: Run): Promise<number> {
  let times = 16;
  for (;;) {
    const ms = Math.min(await elapsedMs(run, times), await elapsedMs(run, times));
    if (ms >= ROUND_MS) return Math.max(Math.round((times * ROUND_MS) / ms), 1);
    times *= 2;
  }
}

async function elapsedMs(run: Run, times: number): Promise<number> {
  const from = performance.now();
  await run(times);
  return performance.now() - from;
}
