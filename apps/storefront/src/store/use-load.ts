import { useEffect, useState } from "react";

export interface Loaded<T> {
  data: T | undefined;
  error: Error | undefined;
}

/** Loads data, and loads it again when `key` changes. The previous data stays until then. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key?: string }>({ data: undefined, error: undefined });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key decides when to load again; `load` is new on each render
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
