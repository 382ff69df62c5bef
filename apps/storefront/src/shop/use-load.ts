import { useEffect, useState } from "react";

export interface Loaded<T> {
  data: T | undefined;
  error: Error | undefined;
}

/** Loads something for as long as `key` is the same; the last answer stays until the next one is there. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key?: string }>({ data: undefined, error: undefined });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when to load again; load itself is new each time
  useEffect(() => {
    let current = true;
    load().then(
      (data) => current && setState({ key, data, error: undefined }),
      (error: Error) => current && setState({ key, data: undefined, error }),
    );
    return () => {
      current = false;
    };
  }, [key]);

  return state;
}
