import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { createApiRoutes, errorBody } from "./api/api-routes.ts";
import { newAddress } from "./chain/addresses.ts";
import { createRates } from "./chain/rates.ts";
import { createControlRoutes } from "./control/control-routes.ts";
import { addToBalance, startBalances } from "./domain/balances.ts";
import { EmulatorError } from "./domain/emulator-error.ts";
import { confirmDeposit, creditInvoice } from "./domain/invoice-payments.ts";
import { expireInvoice } from "./domain/invoices.ts";
import { stepPayout } from "./domain/payouts.ts";
import { archiveWidget } from "./domain/widgets.ts";
import { createPageRoutes } from "./pages/page-routes.ts";
import { operations } from "./routes/operations.ts";
import type { Sandbox } from "./sandbox.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { createStore, type Store } from "./store/store.ts";
import { createClock } from "./time/clock.ts";
import { createScheduler } from "./time/scheduler.ts";
import { createWebhooks, type Webhooks } from "./webhooks/deliver.ts";

export interface EmulatorOptions extends Partial<Settings> {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default "127.0.0.1". The control API has no authentication: don't open it to a network you don't trust. */
  readonly host?: string;
  /** The API key pair that requests must be signed with. Default: random. */
  readonly publicKey?: string;
  readonly secretKey?: string;
  /** The merchant account that requests must name. Default: random, of the form 0x… */
  readonly account?: string;
}

export interface Emulator {
  /** Base URL of the API, the pay pages and the control page, without a slash at the end. */
  readonly url: string;
  readonly publicKey: string;
  readonly secretKey: string;
  readonly account: string;
  /** Forgets everything that happened, subscriptions and changed settings too; the keys stay. */
  reset(): void;
  /** Stops listening, sending and waiting. */
  close(): Promise<void>;
}

function required(
  name: "publicKey" | "secretKey" | "account",
  given: string | undefined,
  otherwise: () => string,
): string {
  if (given !== undefined && given.trim() === "") throw new TypeError(`${name} must not be blank`);
  return given ?? otherwise();
}

function fill(store: Store): void {
  for (const [currency, amount] of Object.entries(startBalances)) addToBalance(store, currency, amount);
}

/**
 * Starts a local Calypso Pay: its HTTP API with real signatures, its pay pages, its webhooks, and a control API to make
 * things happen.
 *
 * @throws TypeError for a blank key or account; Error when the port is taken.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1", publicKey, secretKey, account, ...given } = options;
  const settings: Settings = { ...defaultSettings, ...given };
  const credentials = {
    publicKey: required("publicKey", publicKey, () => randomBytes(16).toString("hex")),
    secretKey: required("secretKey", secretKey, () => randomBytes(32).toString("hex")),
    account: required("account", account, () => newAddress("ETHEREUM")),
  };

  const store = createStore();
  const clock = createClock();
  let webhooks: Webhooks;
  const scheduler = createScheduler(store.tasks, clock, {
    "invoice.confirm": (id) => confirmDeposit(sandbox, id),
    "invoice.credit": (id) => creditInvoice(sandbox, id),
    "invoice.expire": (id) => expireInvoice(sandbox, id),
    "widget.expire": (id) => archiveWidget(sandbox, id),
    "payout.step": (id) => stepPayout(sandbox, id),
    "webhook.attempt": (id) => webhooks.attempt(id),
  });
  const sandbox: Sandbox = {
    credentials,
    settings: { ...settings },
    store,
    clock,
    scheduler,
    rates: createRates(() => sandbox.settings.rateMovePercent),
    emit: (event) => webhooks.emit(event),
  };
  webhooks = createWebhooks(sandbox);
  fill(store);

  const reset = (): void => {
    for (const collection of Object.values(store)) collection.clear();
    clock.reset();
    sandbox.settings = { ...settings };
    fill(store);
    scheduler.wake();
  };

  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header("date", new Date(Date.now() + sandbox.settings.clockSkewMs).toUTCString());
  });
  app.onError((error, c) => {
    if (error instanceof EmulatorError) return c.json(errorBody(error, c.req.path, Date.now()), error.status);
    console.error(error);
    return c.json({ status: 500, error: "internal", message: "the emulator failed", path: c.req.path }, 500);
  });
  app.notFound((c) => c.json({ status: 404, error: "not_found", message: "no such operation", path: c.req.path }, 404));
  app.route("/api/v1", createApiRoutes(sandbox, operations));
  app.route("/_emulator", createControlRoutes(sandbox, reset));
  app.route("/", createPageRoutes(sandbox));

  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    ...credentials,
    reset,
    async close() {
      scheduler.stop();
      webhooks.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}
