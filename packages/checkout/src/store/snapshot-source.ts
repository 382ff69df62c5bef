export interface SnapshotSource<T> {
  snapshot(): T;
  hasSubscribers(): boolean;
  /** Replaces the snapshot by one with these changes and calls the subscribers. */
  update(change: Partial<T>): void;
  /** Returns a function that ends the subscription. */
  subscribe(callback: () => void): () => void;
}

/** A snapshot with subscribers. `connect` runs at the first subscription and returns what to run after the last one. */
export function createSnapshotSource<T>(initial: T, connect: () => () => void): SnapshotSource<T> {
  const listeners = new Set<() => void>();
  let snapshot = initial;
  let disconnect = () => {};
  return {
    snapshot: () => snapshot,
    hasSubscribers: () => listeners.size > 0,
    update(change) {
      snapshot = { ...snapshot, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe(callback) {
      listeners.add(callback);
      if (listeners.size === 1) disconnect = connect();
      return () => {
        if (listeners.delete(callback) && listeners.size === 0) disconnect();
      };
    },
  };
}
