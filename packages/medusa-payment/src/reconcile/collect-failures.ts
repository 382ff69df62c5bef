import pMap from "p-map";

export interface Failure<T> {
  item: T;
  error: Error;
}

/** Works on items, several at a time. A failure doesn't stop the others. @returns the failures */
export async function collectFailures<T>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<unknown>,
): Promise<Failure<T>[]> {
  const results = await pMap(
    items,
    (item) =>
      work(item).then(
        () => [],
        (error: Error) => [{ item, error }],
      ),
    { concurrency },
  );
  return results.flat();
}
