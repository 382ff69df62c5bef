import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./create-app.ts";
import { createSandbox } from "./create-sandbox.ts";
import { defaultSettings, type Settings } from "./settings.ts";

export interface EmulatorOptions extends SettingsOptions {
  /** Default 0: a free port. */
  readonly port?: number | undefined;
  /** Default "127.0.0.1". The control API has no authentication: never expose it to an untrusted network. */
  readonly host?: string | undefined;
  /** The API key pair that signs requests. Default: the one in `persistFile`, or random. */
  readonly publicKey?: string | undefined;
  readonly secretKey?: string | undefined;
  /** The merchant account that requests must name. Default: the one in `persistFile`, or random, of the form 0x… */
  readonly account?: string | undefined;
  /**
   * File that keeps all state, with keys and changed settings, so that it survives even a killed process. For one process
   * at a time. Default: none.
   */
  readonly persistFile?: string | undefined;
}

export interface Emulator {
  /** Base URL of the API, the pay pages and the control page, without a trailing slash. */
  readonly url: string;
  readonly publicKey: string;
  readonly secretKey: string;
  readonly account: string;
  /** Removes all state, with subscriptions and changed settings; the keys stay. */
  reset(): void;
  /** Stops the server, its webhooks and its timers. */
  close(): Promise<void>;
}

/** Initial settings; the defaults are those of {@link Settings}. */
export type SettingsOptions = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** Removes options whose value is undefined. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as object;
}

/**
 * Starts a local Calypso Pay: its HTTP API with real signatures, its pay pages, its webhooks, and a control API that
 * drives them.
 *
 * @throws TypeError for a blank key or account; Error when the port is taken, or the file isn't the emulator's.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1", publicKey, secretKey, account, persistFile, ...settings } = options;
  const { sandbox, reset, stop } = createSandbox({
    credentials: given({ publicKey, secretKey, account }),
    settings: { ...defaultSettings, ...given(settings) },
    persistFile,
  });

  const server = createAdaptorServer({ fetch: createApp(sandbox, reset).fetch });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    stop();
    throw error;
  }
  const { port: bound } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    ...sandbox.credentials,
    reset,
    async close() {
      stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}
