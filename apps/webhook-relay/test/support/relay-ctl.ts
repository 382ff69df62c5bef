import { fileURLToPath } from "node:url";
import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import type { createEmulator } from "@calypso-commerce/emulator";

export type Emulator = Awaited<ReturnType<typeof createEmulator>>;

const entry = fileURLToPath(new URL("../../src/cli/relay-ctl.ts", import.meta.url));

/** Arguments for Node to run `relay-ctl`. */
export const relayCtl = (...args: string[]): string[] => [
  "--experimental-strip-types",
  "--no-warnings",
  entry,
  ...args,
];

/** Environment of a `relay-ctl` that knows the emulator's keys. */
export function relayCtlEnv(emulator: Emulator, env: { RELAY_URL: string; RELAY_ADMIN_TOKEN: string }) {
  return {
    PATH: process.env.PATH ?? "",
    CALYPSO_PUBLIC_KEY: emulator.publicKey,
    CALYPSO_SECRET_KEY: emulator.secretKey,
    CALYPSO_ACCOUNT: emulator.account,
    CALYPSO_BASE_URL: emulator.url,
    ...env,
  };
}

export function emulatorClient({ publicKey, secretKey, account, url: baseUrl }: Emulator): CalypsoClient {
  return createCalypsoClient({ publicKey, secretKey, account, baseUrl });
}

/** Creates an invoice, of which the vendor informs all subscriptions. @returns its id. */
export async function createInvoice(emulator: Emulator): Promise<string> {
  const { id } = await emulatorClient(emulator).invoice.createSingleFiat({
    idempotencyKey: crypto.randomUUID(),
    description: "For a test",
    currency: "BTC",
    fiatAmount: "10.00",
    fiatCurrency: "EUR",
  });
  return String(id);
}
