import type { Rates } from "./chain/rates.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store/store.ts";
import type { Clock } from "./time/clock.ts";
import type { Scheduler } from "./time/scheduler.ts";
import type { VendorEvent } from "./webhooks/vendor-event.ts";

/** The merchant's API credentials and account. */
export interface Credentials {
  readonly publicKey: string;
  readonly secretKey: string;
  readonly account: string;
}

/** The state and services that the emulator's parts share. */
export interface Sandbox {
  readonly credentials: Credentials;
  settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly rates: Rates;
  /** Sends an event to every subscription to its type. */
  emit(event: VendorEvent): void;
}

/** The time after a delay, scaled by `timeScale`. */
export function after(sandbox: Sandbox, delayMs: number): number {
  return sandbox.clock.nowMs() + delayMs * sandbox.settings.timeScale;
}
