import { type CheckoutError, toCheckoutError } from "../backend/checkout-error.ts";
import { createPoller } from "../polling/poller.ts";
import { pageVisibility, type Visibility } from "../polling/visibility.ts";
import { createSnapshotSource } from "../store/snapshot-source.ts";
import type { Claim, ClaimState } from "./claim.ts";
import type { ClaimBackend } from "./claim-backend.ts";

/** All that a claim page needs to render. Every change makes a new object, so `===` detects it. */
export interface ClaimSnapshot {
  /** Undefined until loaded. */
  claim: Claim | undefined;
  submitting: boolean;
  /** Why the claim couldn't be loaded. `not_found`: the link isn't valid. */
  loadError: CheckoutError | undefined;
  /** Why the address wasn't saved. `refused`: the address isn't valid. */
  submitError: CheckoutError | undefined;
}

export interface ClaimStoreOptions {
  backend: ClaimBackend;
  /** Called with every failed call, for logs. */
  onError?: (error: CheckoutError) => void;
  /** @default the document's visibility */
  visibility?: Visibility;
  /** Time between two requests for an unfinished refund, in milliseconds. @default 15000 */
  pollMs?: number;
}

export interface ClaimStore {
  getSnapshot(): ClaimSnapshot;
  /** Calls back on every change. The store loads and polls the claim while it has a subscriber. */
  subscribe(callback: () => void): () => void;
  submit(destination: string): Promise<void>;
  /** Loads the claim again. */
  reload(): void;
}

const terminal: readonly ClaimState[] = ["completed", "canceled", "link_invalid"];

/**
 * The claim of a refund without a framework: loads it, submits the shopper's address, and polls the payout.
 *
 * @example
 * const store = createClaimStore({ backend });
 * const unsubscribe = store.subscribe(() => render(store.getSnapshot()));
 */
export function createClaimStore(options: ClaimStoreOptions): ClaimStore {
  const { backend, visibility = pageVisibility, pollMs = 15_000 } = options;
  const poller = createPoller({ poll: load, minIntervalMs: Math.min(pollMs, 3_000), visibility });
  const { snapshot, update, subscribe } = createSnapshotSource<ClaimSnapshot>(
    { claim: undefined, submitting: false, loadError: undefined, submitError: undefined },
    connect,
  );
  let lifetime = new AbortController();

  function connect() {
    lifetime = new AbortController();
    poller.start();
    return () => {
      poller.stop();
      lifetime.abort();
    };
  }

  function report(error: unknown): CheckoutError {
    const reported = toCheckoutError(error);
    options.onError?.(reported);
    return reported;
  }

  async function load(signal: AbortSignal): Promise<number | undefined> {
    try {
      const claim = await backend.load(signal);
      if (signal.aborted) return undefined;
      // An answer from before the address was sent is out of date.
      if (!snapshot().submitting) update({ claim, loadError: undefined });
      return terminal.includes(claim.state) ? undefined : pollMs;
    } catch (error) {
      if (signal.aborted) return undefined;
      const loadError = report(error);
      update({ loadError });
      return loadError.retryable ? pollMs : undefined;
    }
  }

  return {
    getSnapshot: snapshot,
    subscribe,
    async submit(destination) {
      if (snapshot().submitting) return;
      const { signal } = lifetime;
      update({ submitting: true, submitError: undefined });
      try {
        const claim = await backend.submit(destination, signal);
        update({ claim });
      } catch (error) {
        if (signal.aborted) return;
        update({ submitError: report(error) });
        // The reason may be that the link is no longer valid.
        poller.soon();
      } finally {
        update({ submitting: false });
      }
    },
    reload: () => poller.soon(),
  };
}
