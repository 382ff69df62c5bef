import { canStart, isOfOrder } from "../backend/can-start.ts";
import type { Choice, SessionChange } from "../backend/checkout-backend.ts";
import { CheckoutError, toCheckoutError } from "../backend/checkout-error.ts";
import type { Outcome, Payment, PaymentSession } from "../payment/payment.ts";
import { minPollMs, pollInterval } from "../polling/poll-interval.ts";
import { createPoller } from "../polling/poller.ts";
import { pageVisibility } from "../polling/visibility.ts";
import { isNavigation } from "./is-navigation.ts";
import type { PaymentSnapshot, PaymentStore, PaymentStoreOptions, Problem } from "./payment-store.ts";
import { createSnapshotSource } from "./snapshot-source.ts";

/** Outcomes with which the store may place the order. The store decides. */
const orderable: readonly Outcome[] = ["detected", "held", "settled"];

/** Outcomes without any money. */
const unpaid: readonly Outcome[] = ["waiting", "expired", "unknown"];

const maxPollMs = 30_000;

/**
 * The checkout's payment without a framework: starts a session, polls its payment, and completes the cart.
 *
 * It shows only what the store says. When the countdown ends, it asks the store; it decides nothing.
 *
 * @example
 * const store = createPaymentStore({ backend, onOrder: (order) => showOrder(order.id) });
 * const unsubscribe = store.subscribe(() => render(store.getSnapshot()));
 */
export function createPaymentStore<Order = unknown>(options: PaymentStoreOptions<Order>): PaymentStore<Order> {
  const { backend, visibility = pageVisibility } = options;
  const orderPlaced = options.orderPlaced || isOfOrder(backend);
  const payable = canStart(backend, orderPlaced);
  const intervalMs = options.minPollMs ?? minPollMs;
  const poller = createPoller({ poll, minIntervalMs: intervalMs, visibility });
  const { snapshot, hasSubscribers, update, subscribe } = createSnapshotSource<PaymentSnapshot<Order>>(
    {
      step: options.session ? "paying" : options.session === null ? "choosing" : "loading",
      starting: false,
      currencies: undefined,
      session: options.session ?? undefined,
      previousAmount: undefined,
      offline: false,
      problem: undefined,
      order: undefined,
    },
    connect,
  );
  /** The session that the page passed last. */
  let givenId = options.session?.id;
  let lifetime = new AbortController();
  let lastChoice: Choice | undefined;
  let failures = 0;
  let refusals = 0;
  let refusedAt: Outcome | undefined;
  let changedMs = performance.now();

  function report(error: unknown): CheckoutError {
    const reported = toCheckoutError(error);
    options.onError?.(reported);
    return reported;
  }

  /** Makes a call. A failure becomes the snapshot's problem; an abort is ignored. */
  async function attempt(action: Problem["action"], work: (signal: AbortSignal) => Promise<void>) {
    const { signal } = lifetime;
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) update({ problem: { action, error: report(error) } });
    }
  }

  function connect() {
    lifetime = new AbortController();
    if (snapshot().step === "loading") void resume();
    else if (snapshot().step === "choosing") void loadCurrencies();
    if (snapshot().session && snapshot().step !== "placed") poller.start();
    const stopListening = visibility.onChange(() => {
      if (visibility.isVisible()) void syncWithOtherTabs();
    });
    return () => {
      poller.stop();
      stopListening();
      lifetime.abort();
    };
  }

  /** Another tab may have started another session. The shopper must not see two addresses to pay to. */
  async function syncWithOtherTabs() {
    const { session } = snapshot();
    if (!payable || snapshot().starting || snapshot().step !== "paying" || session?.payment.outcome !== "waiting")
      return;
    const { signal } = lifetime;
    try {
      const current = await backend.current(signal);
      if (signal.aborted || !current || snapshot().session?.id !== session.id) return;
      if ("order" in current) showOrder(current.order);
      else if (current.id !== session.id) showSession(current, "replaced");
    } catch (error) {
      if (!signal.aborted) report(error);
    }
  }

  function resume() {
    return attempt("resume", async (signal) => {
      const session = await backend.current(signal);
      if (signal.aborted) return;
      if (!session) showChoice();
      else if ("order" in session) showOrder(session.order);
      else showSession(session);
    });
  }

  function showChoice() {
    if (!payable) {
      update({ step: "absent" });
      return Promise.resolve();
    }
    update({ step: "choosing", problem: undefined });
    return loadCurrencies();
  }

  function loadCurrencies() {
    if (snapshot().currencies) return Promise.resolve();
    return attempt("currencies", async (signal) => {
      const currencies = await backend.currencies(signal);
      if (!signal.aborted) update({ currencies, problem: undefined });
    });
  }

  function showSession(session: PaymentSession, change?: SessionChange) {
    failures = 0;
    refusals = 0;
    refusedAt = undefined;
    changedMs = performance.now();
    update({ step: "paying", session, starting: false, previousAmount: undefined, offline: false, problem: undefined });
    if (hasSubscribers()) poller.start();
    poller.soon();
    if (change) options.onSession?.(change, session);
  }

  function dropSession() {
    update({ session: undefined });
    void showChoice();
    options.onSession?.("ended", undefined);
  }

  function showOrder(order: Order) {
    update({ step: "placed", order, problem: undefined });
    poller.stop();
    void passOrder(order);
  }

  async function passOrder(order: Order) {
    try {
      await options.onOrder?.(order);
    } catch (cause) {
      if (isNavigation(cause)) return;
      const error = new CheckoutError("page", "onOrder failed", { cause });
      update({ problem: { action: "order", error: report(error) } });
    }
  }

  /** Reads the payment, updates the snapshot, and completes the cart once there is enough money. */
  async function poll(signal: AbortSignal): Promise<number | undefined> {
    const { session } = snapshot();
    if (!session) return undefined;
    try {
      const payment = await backend.status(session.id, signal);
      if (signal.aborted || snapshot().session?.id !== session.id) return intervalMs;
      failures = 0;
      applyStatus(session, payment);
    } catch (error) {
      if (signal.aborted) return undefined;
      return handleFailedPoll(session, report(error));
    }
    if (await completeCart(signal)) return snapshot().session?.payment.outcome === "settled" ? undefined : intervalMs;
    return nextPollMs();
  }

  function nextPollMs(): number | undefined {
    const payment = snapshot().session?.payment;
    if (!payment) return undefined;
    const waitMs = pollInterval(payment.outcome, performance.now() - changedMs, failures, orderPlaced);
    if (waitMs === undefined) return undefined;
    const untilExpiryMs = (payment.expiresAtMs ?? 0) - Date.now() + 500;
    const backedOffMs = Math.max(waitMs, refusals > 0 ? Math.min(intervalMs * 2 ** refusals, maxPollMs) : 0);
    return payment.outcome === "waiting" && untilExpiryMs > 0 ? Math.min(backedOffMs, untilExpiryMs) : backedOffMs;
  }

  function applyStatus(session: PaymentSession, payment: Payment) {
    const before = session.payment;
    if (!snapshot().offline && JSON.stringify(before) === JSON.stringify(payment)) return;
    if (before.outcome !== payment.outcome) changedMs = performance.now();
    const requoted =
      payment.outcome === "waiting" &&
      before.cryptoAmount !== undefined &&
      before.cryptoAmount !== payment.cryptoAmount;
    // Money for the current session ends the choice of another currency.
    const arrived = snapshot().step === "choosing" && !unpaid.includes(payment.outcome);
    update({
      session: { id: session.id, payment },
      offline: false,
      ...(arrived && { step: "paying" }),
      ...(requoted && { previousAmount: before.cryptoAmount }),
      ...(payment.outcome !== "waiting" && { previousAmount: undefined }),
    });
  }

  async function handleFailedPoll(session: PaymentSession, error: CheckoutError): Promise<number | undefined> {
    failures += 1;
    if (error.code !== "not_found") {
      update({ offline: true });
      return Math.max(error.retryAfterMs ?? 0, nextPollMs() ?? intervalMs);
    }
    // Another tab may have replaced this session.
    await attempt("resume", async (signal) => {
      const current = await backend.current(signal);
      if (signal.aborted) return;
      if (!current) dropSession();
      else if ("order" in current) showOrder(current.order);
      else if (current.id !== session.id) showSession(current, "replaced");
    });
    return nextPollMs();
  }

  async function completeCart(signal: AbortSignal): Promise<boolean> {
    const outcome = snapshot().session?.payment.outcome;
    if (orderPlaced || snapshot().starting || snapshot().step !== "paying" || !outcome || !orderable.includes(outcome))
      return false;
    if (outcome !== "settled" && refusedAt === outcome) return false;
    try {
      const completion = await backend.complete(signal);
      if ("refused" in completion) {
        refusedAt = outcome;
        // Paid in full and still refused: the store may need a moment, so ask again, less and less often.
        refusals += outcome === "settled" ? 1 : 0;
        return false;
      }
      showOrder(completion.order);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      refusals += 1;
      update({ problem: { action: "complete", error: report(error) } });
      return false;
    }
  }

  async function start(choice: Choice) {
    if (snapshot().starting) return;
    lastChoice = choice;
    update({ starting: true, problem: undefined });
    await attempt("start", async (signal) => {
      const session = await backend.start(choice, signal);
      if (!signal.aborted) showSession(session, snapshot().session ? "replaced" : "started");
    });
    update({ starting: false });
  }

  function choiceOfSession(): Choice | undefined {
    const payment = snapshot().session?.payment;
    if (!payment) return undefined;
    return { flow: payment.flow, ...(payment.cryptoCurrency && { cryptoCurrency: payment.cryptoCurrency }) };
  }

  return {
    getSnapshot: snapshot,
    subscribe,
    start,
    async renew() {
      const choice = choiceOfSession() ?? lastChoice;
      if (choice) await start(choice);
      else await showChoice();
    },
    changeCurrency: () => void showChoice(),
    keepCurrency() {
      if (snapshot().step === "choosing" && snapshot().session) update({ step: "paying", problem: undefined });
    },
    setSession(session) {
      const before = givenId;
      givenId = session?.id;
      if (givenId === before || snapshot().starting || snapshot().step === "placed") return;
      if (session && session.id !== snapshot().session?.id) showSession(session);
      // The session of a changed cart is deleted.
      else if (session === null && payable && snapshot().session?.id === before) dropSession();
    },
    async retry() {
      const action = snapshot().problem?.action;
      update({ problem: undefined });
      const { order } = snapshot();
      if (action === "order" && order !== undefined) await passOrder(order);
      else if (action === "start" && lastChoice) await start(lastChoice);
      else if (action === "currencies") await loadCurrencies();
      else if (action === "resume") await resume();
      else poller.soon();
    },
    refresh: () => poller.soon(),
    acknowledgeAmount: () => update({ previousAmount: undefined }),
  };
}
