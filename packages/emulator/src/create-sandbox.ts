import { randomBytes } from "node:crypto";
import { randomAddress } from "./chain/random-address.ts";
import { createRates } from "./chain/rates.ts";
import { addToBalance, startBalances } from "./domain/account/balances.ts";
import { completeExchange } from "./domain/account/exchanges.ts";
import { expireFiatOrder, stepFiatOrder } from "./domain/account/fiat-orders.ts";
import { expirePurse, stepPurseTransaction } from "./domain/account/purses.ts";
import { confirmDeposit } from "./domain/invoices/confirm-deposits.ts";
import { creditInvoice } from "./domain/invoices/credit-invoice.ts";
import { expireInvoice } from "./domain/invoices/expire-invoice.ts";
import { archiveWidget } from "./domain/invoices/widgets.ts";
import { stepPayout } from "./domain/payouts/step-payout.ts";
import type { Credentials, Sandbox } from "./sandbox.ts";
import type { Settings } from "./settings.ts";
import type { Collection } from "./store/collection.ts";
import type { Entity } from "./store/entities.ts";
import { type Change, createJournal, type Journal, readJournal } from "./store/journal.ts";
import { createStore, readNote, type Store, writeNote } from "./store/store.ts";
import { createClock } from "./time/clock.ts";
import { createScheduler, type TaskHandlers } from "./time/scheduler.ts";
import { createWebhooks, type Webhooks } from "./webhooks/webhooks.ts";

export interface SandboxOptions {
  /** Missing ones come from the file, or are random. */
  readonly credentials: Partial<Credentials>;
  readonly settings: Settings;
  readonly persistFile: string | undefined;
}

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  reset(): void;
  stop(): void;
}

type AnyCollection = Collection<Entity>;

function restore(store: Store, changes: readonly Change[], file: string): void {
  const collections = store as unknown as Record<string, AnyCollection | undefined>;
  for (const [name, id, entity] of changes) {
    const collection = collections[name];
    if (!collection) throw new Error(`${file} is not an emulator's file, or is of another version: it has ${name}`);
    if (entity === undefined) collection.remove(id);
    else if (collection.get(id)) collection.update(id, entity as object);
    else collection.insert(entity as Entity);
  }
}

function* snapshotOf(store: Store): Iterable<Change> {
  for (const [name, collection] of Object.entries(store) as [string, AnyCollection][]) {
    for (const entity of collection.all()) yield [name, entity.id, entity];
  }
}

const randomCredential: Record<keyof Credentials, () => string> = {
  publicKey: () => randomBytes(16).toString("hex"),
  secretKey: () => randomBytes(32).toString("hex"),
  account: () => randomAddress("ETHEREUM"),
};

/** @throws TypeError for a blank credential. */
function completeCredentials(given: Partial<Credentials>, kept: Credentials | undefined): Credentials {
  const one = (name: keyof Credentials): string => {
    const value = given[name] ?? kept?.[name] ?? randomCredential[name]();
    if (value.trim() === "") throw new TypeError(`${name} must not be blank`);
    return value;
  };
  return { publicKey: one("publicKey"), secretKey: one("secretKey"), account: one("account") };
}

function addStartBalances(store: Store): void {
  for (const [currency, amount] of Object.entries(startBalances)) addToBalance(store, currency, amount);
}

/**
 * Connects the emulator's parts and restores the state in `persistFile`.
 *
 * @throws TypeError for a blank credential, Error for a file that isn't the emulator's.
 */
export function createSandbox({ credentials: given, settings, persistFile }: SandboxOptions): RunningSandbox {
  let journal: Journal | undefined;
  const store = createStore((...change) => journal?.changed(...change));
  if (persistFile !== undefined) restore(store, readJournal(persistFile), persistFile);

  const credentials = completeCredentials(given, readNote<Credentials>(store, "credentials"));
  const isNew = store.notes.size === 0;
  const clock = createClock();
  clock.reset(readNote<number>(store, "clock") ?? 0);

  let webhooks: Webhooks;
  const handlers: TaskHandlers = {
    "invoice.confirm": (id) => confirmDeposit(sandbox, id),
    "invoice.credit": (id) => creditInvoice(sandbox, id),
    "invoice.expire": (id) => expireInvoice(sandbox, id),
    "widget.expire": (id) => archiveWidget(sandbox, id),
    "payout.step": (id) => stepPayout(sandbox, id),
    "purse.expire": (id) => expirePurse(sandbox, id),
    "purse-transaction.step": (id) => stepPurseTransaction(sandbox, id),
    "exchange.complete": (id) => completeExchange(sandbox, id),
    "fiat-order.step": (id) => stepFiatOrder(sandbox, id),
    "fiat-order.expire": (id) => expireFiatOrder(sandbox, id),
    "webhook.attempt": (id) => webhooks.attempt(id),
  };
  const scheduler = createScheduler(store.tasks, clock, handlers, () => webhooks.settled());
  const sandbox: Sandbox = {
    credentials,
    settings: { ...settings, ...readNote<Partial<Settings>>(store, "settings") },
    store,
    clock,
    scheduler,
    rates: createRates(() => sandbox.settings),
    emit: (event) => webhooks.emit(event),
  };
  webhooks = createWebhooks(sandbox);
  writeNote(store, "credentials", credentials);
  if (isNew) addStartBalances(store);
  if (persistFile !== undefined) journal = createJournal(persistFile, () => snapshotOf(store));
  webhooks.resume();
  scheduler.wake();

  return {
    sandbox,
    reset() {
      for (const collection of Object.values(store)) collection.clear();
      clock.reset();
      sandbox.settings = { ...settings };
      writeNote(store, "credentials", credentials);
      addStartBalances(store);
      scheduler.wake();
    },
    stop() {
      scheduler.stop();
      webhooks.stop();
      journal?.close();
    },
  };
}
