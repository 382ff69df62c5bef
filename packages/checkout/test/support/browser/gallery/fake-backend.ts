import type { CheckoutBackend, Claim, ClaimBackend, LinkBackend, PaymentSession } from "../../../../src/headless.ts";
import { CheckoutError, parsePayment } from "../../../../src/headless.ts";
import { claimScenes, currencies, linkScenes, paymentScenes } from "./scenes.ts";

/** State of the fake backend. A test changes it through `window.backendState`. */
export interface BackendState {
  payment: Record<string, unknown>;
  calls: { name: string; atMs: number }[];
  failing: string[];
  /** Changes the props that the page passes. Set by the page. */
  changeCart?: (change: Partial<CartProps>) => void;
}

/** What the page knows about the cart or the claim. */
export interface CartProps {
  session: PaymentSession | null | undefined;
  amount: string;
  cartId?: string;
  token?: string;
}

export function createFakeBackend(state: BackendState): CheckoutBackend<{ id: string }> {
  const call = (name: string) => {
    state.calls.push({ name, atMs: performance.now() });
    if (state.failing.includes(name)) throw new CheckoutError("server", `${name} fails because the test says so`);
  };
  return {
    async currencies() {
      call("currencies");
      return currencies;
    },
    async start(choice) {
      call("start");
      state.payment = choice.flow === "widget" ? { ...paymentScenes.widget } : { ...paymentScenes.waiting };
      return { id: "payses_2", payment: parsePayment(state.payment) };
    },
    async status() {
      call("status");
      return parsePayment(state.payment);
    },
    async current() {
      call("current");
      return undefined;
    },
    async complete() {
      call("complete");
      return { order: { id: "order_1" } };
    },
  };
}

export function createFakeLinkBackend(name: string, state: BackendState): LinkBackend {
  const link = linkScenes[name];
  return {
    ...createFakeBackend(state),
    complete: async () => ({ refused: true }),
    current: async () => undefined,
    linkToken: name,
    async link() {
      if (!link) throw new CheckoutError("not_found", "no such link");
      return link;
    },
  };
}

export function createFakeClaimBackend(name: string, state: BackendState): ClaimBackend {
  return {
    async load() {
      state.calls.push({ name: "load", atMs: performance.now() });
      const found = claimScenes[name];
      if (!found) throw new CheckoutError("not_found", "no such claim");
      return found;
    },
    async submit(destination) {
      state.calls.push({ name: `submit ${destination}`, atMs: performance.now() });
      if (destination === "wrong") throw new CheckoutError("refused", "not a valid address");
      return claimScenes["claim-given"] as Claim;
    },
  };
}
