import { CheckoutError } from "../payment/checkout-error.ts";
import { createPoller } from "../payment/poller.ts";
import { pageVisibility, type Visibility } from "../payment/visibility.ts";
import type { Claim, ClaimState } from "./claim.ts";
import type { ClaimBackend } from "./claim-backend.ts";

export interface ClaimSnapshot {
  /** Undefined until it is loaded. */
  claim: Claim | undefined;
  submitting: boolean;
  /** Why the claim couldn't be loaded: `not_found` for a link that isn't valid. */
  loadError: CheckoutError | undefined;
  /** Why the address wasn't taken: `refused` for an address that isn't one. */
  submitError: CheckoutError | undefined;
}

export interface ClaimStoreOptions {
  backend: ClaimBackend;
  /** Called with each failed call, for logs. */
  onError?: (error: CheckoutError) => void;
  /** @default the page's own */
  visibility?: Visibility;
  /** How often a refund that is under way is asked for, in milliseconds. @default 15000 */
  pollMs?: number;
}

export interface ClaimStore {
  getSnapshot(): ClaimSnapshot;
  /** Calls back on each change. The store loads the claim and follows it while it has a subscriber. */
  subscribe(callback: () => void): () => void;
  submit(destination: string): Promise<void>;
  /** Loads the claim again. */
  reload(): void;
}

/** Nothing more is going to change. */
const final: readonly ClaimState[] = ["completed", "canceled", "link_over"];

/** A refund that the shopper claims, without any framework. */
export function createClaimStore(options: ClaimStoreOptions): ClaimStore {
  const { backend, visibility = pageVisibility, pollMs = 15_000 } = options;
  const listeners = new Set<() => void>();
  const poller = createPoller({ poll: load, minIntervalMs: Math.min(pollMs, 3_000), visibility });
  let lifetime = new AbortController();
  let snapshot: ClaimSnapshot = { claim: undefined, submitting: false, loadError: undefined, submitError: undefined };

  function set(change: Partial<ClaimSnapshot>) {
    snapshot = { ...snapshot, ...change };
    for (const listener of [...listeners]) listener();
  }

  function report(error: unknown): CheckoutError {
    const known =
      error instanceof CheckoutError
        ? error
        : new CheckoutError("server", "a call to the shop failed", { cause: error });
    options.onError?.(known);
    return known;
  }

  async function load(signal: AbortSignal): Promise<number | undefined> {
    try {
      const claim = await backend.load(signal);
      if (signal.aborted) return undefined;
      // While the address is being sent, what was read before is old.
      if (!snapshot.submitting) set({ claim, loadError: undefined });
      return final.includes(claim.state) ? undefined : pollMs;
    } catch (error) {
      if (signal.aborted) return undefined;
      const loadError = report(error);
      set({ loadError });
      return loadError.retryable ? pollMs : undefined;
    }
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(callback) {
      listeners.add(callback);
      if (listeners.size === 1) {
        lifetime = new AbortController();
        poller.start();
      }
      return () => {
        listeners.delete(callback);
        if (listeners.size > 0) return;
        poller.stop();
        lifetime.abort();
      };
    },
    async submit(destination) {
      if (snapshot.submitting) return;
      const { signal } = lifetime;
      set({ submitting: true, submitError: undefined });
      try {
        const claim = await backend.submit(destination, signal);
        set({ claim });
      } catch (error) {
        if (signal.aborted) return;
        set({ submitError: report(error) });
        // It may have been refused since the link is over.
        poller.soon();
      } finally {
        set({ submitting: false });
      }
    },
    reload: () => poller.soon(),
  };
}
