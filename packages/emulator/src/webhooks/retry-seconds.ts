/**
 * Delays before the 19 retries: a Fibonacci sequence from 30 s. The documentation ("Webhooks", retry policy) states 19
 * retries and a last delay of 125,430 s, which the sequence reaches at its 18th step; the 19th repeats it.
 */
export const retrySeconds: readonly number[] = (() => {
  const seconds = [30, 60];
  while (seconds.length < 18) seconds.push((seconds.at(-1) as number) + (seconds.at(-2) as number));
  return [...seconds, seconds.at(-1) as number];
})();
