import { createEmulator, type Emulator, type EmulatorOptions } from "@calypso-commerce/emulator";
import { credentials } from "./credentials";

/** The vendor, over HTTP, with its control API. */
export interface Vendor extends Emulator {
  /** Posts to the control API. */
  control<T = unknown>(path: string, body?: unknown): Promise<T>;
  state<T = Record<string, unknown>>(): Promise<T>;
}

export async function startVendor(options: EmulatorOptions = {}): Promise<Vendor> {
  const emulator = await createEmulator({ ...credentials, ...options });
  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${emulator.url}/_emulator${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`the emulator answered ${response.status} to ${path}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  return {
    ...emulator,
    reset: () => emulator.reset(),
    close: () => emulator.close(),
    control: (path, body = {}) =>
      call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    state: () => call("/state"),
  };
}
