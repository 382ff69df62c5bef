import { settings } from "../settings.ts";

/** The fields of the emulator's state that the panel shows. */
export interface EmulatorInvoice {
  id: string;
  state: string;
  currency: string;
  amount: string;
  received: string;
  remaining: string;
  fiatAmount: string;
  fiatCurrency: string;
  createdAtMs: number;
  widgetKey: string | null;
}

export interface EmulatorWidget {
  idempotencyKey: string;
  state?: string;
  fiatAmount: string;
  fiatCurrency: string;
  createdAtMs: number;
  invoices: string[];
}

export interface EmulatorState {
  invoices: EmulatorInvoice[];
  widgets: EmulatorWidget[];
}

export async function readEmulator(): Promise<EmulatorState> {
  const response = await fetch(new URL("/_emulator/state", settings.emulatorUrl));
  if (!response.ok) throw new Error(`the emulator answered ${response.status}`);
  return (await response.json()) as EmulatorState;
}

/** @throws Error with the emulator's message if it refuses the command. */
export async function commandEmulator(path: string, body: object = {}): Promise<void> {
  const response = await fetch(new URL(`/_emulator/${path}`, settings.emulatorUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const answer = (await response.json().catch(() => ({}))) as { message?: string; error?: string };
  throw new Error(answer.message ?? answer.error ?? `the emulator answered ${response.status}`);
}
