import type { CheckoutBackend, Choice } from "./backend.ts";
import { CheckoutError } from "./checkout-error.ts";
import type { CryptoCurrency, Outcome, Payment, PaymentSession } from "./payment.ts";
import { minPollMs, pollInterval } from "./poll-interval.ts";
import { createPoller } from "./poller.ts";
import { pageVisibility, type Visibility } from "./visibility.ts";

/** Where the shopper is: the cart's session is being looked up, choosing a currency, paying, or the order is placed. */
export type Step = "loading" | "choosing" | "paying" | "placed";

/** Something that the shopper asked for, or the shop had to do, didn't work; the shopper may try again. */
export interface Problem {
  action: "resume" | "currencies" | "start" | "complete";
  error: CheckoutError;
}

/** All that a page needs to show. A new object for each change, so that `===` tells whether there was one. */
export interface PaymentSnapshot {
  step: Step;
  /** A session is being started. */
  starting: boolean;
  /** Undefined until they are loaded. */
  currencies: CryptoCurrency[] | undefined;
  session: PaymentSession | undefined;
  /** The amount that was shown before the rate changed, until the shopper has taken note. */
  previousAmount: string | undefined;
  /** The last status request failed; asking goes on. */
  offline: boolean;
  problem: Problem | undefined;
  /** The order as the shop gave it, at step `placed`. */
  order: unknown;
}

export interface PaymentStoreOptions {
  backend: CheckoutBackend;
  /** The cart's session, where the page knows it; null when there is surely none; undefined to look it up. */
  session?: PaymentSession | null | undefined;
  /** The order exists already: show its payment, choose and complete nothing. @default false */
  orderPlaced?: boolean;
  /** Called once with the order, as the shop gave it. */
  onOrder?: (order: unknown) => void;
  /** Called with each failed call, for logs. */
  onError?: (error: CheckoutError) => void;
  /** @default the page's own */
  visibility?: Visibility;
  /** Least time between two status requests, in milliseconds. @default 3000 */
  minPollMs?: number;
}

export interface PaymentStore {
  getSnapshot(): PaymentSnapshot;
  /** Calls back on each change. The store asks the shop for news while it has a subscriber. */
  subscribe(callback: () => void): () => void;
  /** Starts a session for the choice, in place of the one that there is. */
  start(choice: Choice): Promise<void>;
  /** Starts a session with the choice of the last one: a new quote. */
  renew(): Promise<void>;
  /** Back to the choice of currency; the session that there is stays watched until another one starts. */
  change(): void;
  /** Back to the session that there is. */
  keep(): void;
  /** Tries again what didn't work. */
  retry(): Promise<void>;
  /** Asks for news as soon as the least interval allows. */
  refresh(): void;
  /** The shopper has seen that the amount changed. */
  acknowledgeAmount(): void;
}

/** With these the shop may take the order; it has the last word. */
const orderable: readonly Outcome[] = ["detected", "held", "settled"];

/**
 * The checkout's payment, without any framework: starts a session, follows its money, and completes the cart.
 *
 * It only ever shows what the shop's server says; a countdown that ends is a reason to ask, not to decide.
 */
export function createPaymentStore(options: PaymentStoreOptions): PaymentStore {
  const { backend, orderPlaced = false, visibility = pageVisibility } = options;
  const leastMs = options.minPollMs ?? minPollMs;
  const listeners = new Set<() => void>();
  const poller = createPoller({ poll, minIntervalMs: leastMs, visibility });

  let snapshot: PaymentSnapshot = {
    step: options.session ? "paying" : options.session === null ? "choosing" : "loading",
    starting: false,
    currencies: undefined,
    session: options.session ?? undefined,
    previousAmount: undefined,
    offline: false,
    problem: undefined,
    order: undefined,
  };
  let lifetime = new AbortController();
  let forget: () => void = () => {};
  let lastChoice: Choice | undefined;
  let failures = 0;
  let refusals = 0;
  let refusedAt: Outcome | undefined;
  let changedMs = performance.now();

  function set(change: Partial<PaymentSnapshot>) {
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

  /** Runs a call; a failure becomes the snapshot's problem, an abort nothing at all. */
  async function attempt(action: Problem["action"], work: (signal: AbortSignal) => Promise<void>) {
    const { signal } = lifetime;
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) set({ problem: { action, error: report(error) } });
    }
  }

  function connect() {
    lifetime = new AbortController();
    if (snapshot.step === "loading") void resume();
    else if (snapshot.step === "choosing") void loadCurrencies();
    if (snapshot.session && snapshot.step !== "placed") poller.start();
    forget = visibility.onChange(() => {
      if (visibility.isVisible()) void followOtherTabs();
    });
  }

  /** Who comes back to this tab may have started another session elsewhere; two addresses to pay to are one too many. */
  async function followOtherTabs() {
    const { session } = snapshot;
    if (orderPlaced || snapshot.starting || snapshot.step !== "paying" || session?.payment.outcome !== "waiting")
      return;
    const { signal } = lifetime;
    try {
      const current = await backend.current(signal);
      if (!signal.aborted && current && snapshot.session?.id === session.id && current.id !== session.id) show(current);
    } catch (error) {
      if (!signal.aborted) report(error);
    }
  }

  function resume() {
    return attempt("resume", async (signal) => {
      const session = await backend.current(signal);
      if (signal.aborted) return;
      if (session) show(session);
      else choose();
    });
  }

  function choose() {
    set({ step: "choosing", problem: undefined });
    return loadCurrencies();
  }

  function loadCurrencies() {
    if (snapshot.currencies || orderPlaced) return Promise.resolve();
    return attempt("currencies", async (signal) => {
      const currencies = await backend.currencies(signal);
      if (!signal.aborted) set({ currencies, problem: undefined });
    });
  }

  function show(session: PaymentSession) {
    failures = 0;
    refusals = 0;
    refusedAt = undefined;
    changedMs = performance.now();
    set({ step: "paying", session, starting: false, previousAmount: undefined, offline: false, problem: undefined });
    poller.start();
    poller.soon();
  }

  /** One round: read the payment, show it, complete the cart when the money is there. */
  async function poll(signal: AbortSignal): Promise<number | undefined> {
    const { session } = snapshot;
    if (!session) return undefined;
    try {
      const payment = await backend.status(session.id, signal);
      if (signal.aborted || snapshot.session?.id !== session.id) return leastMs;
      failures = 0;
      learn(session, payment);
    } catch (error) {
      if (signal.aborted) return undefined;
      return missed(session, report(error));
    }
    if (await complete(signal)) return snapshot.session?.payment.outcome === "settled" ? undefined : leastMs;
    return nextPollMs();
  }

  function nextPollMs(): number | undefined {
    const payment = snapshot.session?.payment;
    if (!payment) return undefined;
    const waitMs = pollInterval(payment.outcome, performance.now() - changedMs, failures, orderPlaced);
    if (waitMs === undefined) return undefined;
    const untilExpiryMs = (payment.expiresAtMs ?? 0) - Date.now() + 500;
    const backedOffMs = Math.max(waitMs, refusals > 0 ? Math.min(leastMs * 2 ** refusals, 30_000) : 0);
    return payment.outcome === "waiting" && untilExpiryMs > 0 ? Math.min(backedOffMs, untilExpiryMs) : backedOffMs;
  }

  function learn(session: PaymentSession, payment: Payment) {
    const before = session.payment;
    if (!snapshot.offline && JSON.stringify(before) === JSON.stringify(payment)) return;
    if (before.outcome !== payment.outcome) changedMs = performance.now();
    const requoted =
      payment.outcome === "waiting" &&
      before.cryptoAmount !== undefined &&
      before.cryptoAmount !== payment.cryptoAmount;
    // Money that arrives while another currency is being chosen takes the shopper back to it.
    const arrived = snapshot.step === "choosing" && !["waiting", "expired", "unknown"].includes(payment.outcome);
    set({
      session: { id: session.id, payment },
      offline: false,
      ...(arrived && { step: "paying" }),
      ...(requoted && { previousAmount: before.cryptoAmount }),
      ...(payment.outcome !== "waiting" && { previousAmount: undefined }),
    });
  }

  async function missed(session: PaymentSession, error: CheckoutError): Promise<number | undefined> {
    failures += 1;
    if (error.code !== "not_found") {
      set({ offline: true });
      return Math.max(error.retryAfterMs ?? 0, nextPollMs() ?? leastMs);
    }
    // Another tab may have started a session in this one's place.
    let current: PaymentSession | undefined;
    await attempt("resume", async (signal) => {
      current = await backend.current(signal);
      if (!signal.aborted && !current) {
        set({ session: undefined });
        void choose();
      }
    });
    if (current && current.id !== session.id) show(current);
    return nextPollMs();
  }

  async function complete(signal: AbortSignal): Promise<boolean> {
    const outcome = snapshot.session?.payment.outcome;
    if (orderPlaced || snapshot.starting || snapshot.step !== "paying" || !outcome || !orderable.includes(outcome))
      return false;
    if (outcome !== "settled" && refusedAt === outcome) return false;
    try {
      const completion = await backend.complete(signal);
      if ("refused" in completion) {
        refusedAt = outcome;
        // Paid in full and still refused: the shop may need a moment, so go on asking, ever less often.
        refusals += outcome === "settled" ? 1 : 0;
        return false;
      }
      set({ step: "placed", order: completion.order, problem: undefined });
      poller.stop();
      // What the page does with the order is its own affair: an error there is not a failed payment.
      queueMicrotask(() => options.onOrder?.(completion.order));
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      refusals += 1;
      set({ problem: { action: "complete", error: report(error) } });
      return false;
    }
  }

  async function start(choice: Choice) {
    if (snapshot.starting) return;
    lastChoice = choice;
    set({ starting: true, problem: undefined });
    await attempt("start", async (signal) => {
      const session = await backend.start(choice, signal);
      if (!signal.aborted) show(session);
    });
    set({ starting: false });
  }

  function choiceOfSession(): Choice | undefined {
    const payment = snapshot.session?.payment;
    if (!payment) return undefined;
    return { flow: payment.flow, ...(payment.cryptoCurrency && { cryptoCurrency: payment.cryptoCurrency }) };
  }

  async function renew() {
    const choice = choiceOfSession() ?? lastChoice;
    if (choice) await start(choice);
    else await choose();
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(callback) {
      listeners.add(callback);
      if (listeners.size === 1) connect();
      return () => {
        listeners.delete(callback);
        if (listeners.size > 0) return;
        poller.stop();
        forget();
        lifetime.abort();
      };
    },
    start,
    renew,
    change: () => void choose(),
    keep() {
      if (snapshot.step === "choosing" && snapshot.session) set({ step: "paying", problem: undefined });
    },
    async retry() {
      const action = snapshot.problem?.action;
      set({ problem: undefined });
      if (action === "start" && lastChoice) await start(lastChoice);
      else if (action === "currencies") await loadCurrencies();
      else if (action === "resume") await resume();
      else poller.soon();
    },
    refresh: () => poller.soon(),
    acknowledgeAmount: () => set({ previousAmount: undefined }),
  };
}
