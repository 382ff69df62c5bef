import type { Fault } from "../faults/fault.ts";
import { type ChangeListener, type Collection, createCollection } from "./collection.ts";
import type {
  Balance,
  Counter,
  Customer,
  Delivery,
  Deposit,
  Exchange,
  FiatOrder,
  FixedRate,
  Invoice,
  Note,
  OnrampKey,
  Payout,
  Purse,
  PurseTransaction,
  SettlementWallet,
  Subscription,
  Task,
  WalletTransaction,
  Widget,
  Withdrawal,
} from "./entities.ts";

export interface Store {
  readonly invoices: Collection<Invoice>;
  readonly deposits: Collection<Deposit>;
  readonly widgets: Collection<Widget>;
  readonly payouts: Collection<Payout>;
  readonly withdrawals: Collection<Withdrawal>;
  readonly customers: Collection<Customer>;
  readonly purses: Collection<Purse>;
  readonly purseTransactions: Collection<PurseTransaction>;
  readonly exchanges: Collection<Exchange>;
  readonly fixedRates: Collection<FixedRate>;
  readonly fiatOrders: Collection<FiatOrder>;
  readonly onrampKeys: Collection<OnrampKey>;
  readonly settlementWallets: Collection<SettlementWallet>;
  readonly walletTransactions: Collection<WalletTransaction>;
  readonly subscriptions: Collection<Subscription>;
  readonly deliveries: Collection<Delivery>;
  readonly balances: Collection<Balance>;
  readonly tasks: Collection<Task>;
  readonly counters: Collection<Counter>;
  readonly faults: Collection<Fault>;
  readonly notes: Collection<Note>;
}

/** Creates an empty store. `changed` receives every change, for the journal. */
export function createStore(changed: ChangeListener = () => {}): Store {
  return {
    invoices: createCollection("invoices", ["idempotencyKey", "externalId", "widgetKey"], changed),
    deposits: createCollection("deposits", ["invoiceId"], changed),
    widgets: createCollection("widgets", ["idempotencyKey", "externalId"], changed),
    payouts: createCollection("payouts", ["idempotencyKey", "externalId"], changed),
    withdrawals: createCollection("withdrawals", ["payoutId"], changed),
    customers: createCollection("customers", ["externalId"], changed),
    purses: createCollection("purses", ["customerId"], changed),
    purseTransactions: createCollection("purseTransactions", ["customerId"], changed),
    exchanges: createCollection("exchanges", [], changed),
    fixedRates: createCollection("fixedRates", [], changed),
    fiatOrders: createCollection("fiatOrders", ["idempotencyKey", "externalId"], changed),
    onrampKeys: createCollection("onrampKeys", [], changed),
    settlementWallets: createCollection("settlementWallets", [], changed),
    walletTransactions: createCollection("walletTransactions", ["walletAddress"], changed),
    subscriptions: createCollection("subscriptions", [], changed),
    deliveries: createCollection("deliveries", ["subscriptionId"], changed),
    balances: createCollection("balances", [], changed),
    tasks: createCollection("tasks", ["subject"], changed),
    counters: createCollection("counters", [], changed),
    faults: createCollection("faults", [], changed),
    notes: createCollection("notes", [], changed),
  };
}

export function readNote<T>(store: Store, id: Note["id"]): T | undefined {
  return store.notes.get(id)?.value as T | undefined;
}

export function writeNote(store: Store, id: Note["id"], value: unknown): void {
  if (store.notes.get(id)) store.notes.update(id, { value });
  else store.notes.insert({ id, value });
}

/** The next number of a sequence, starting at 1. */
export function nextNumber(store: Store, sequence: string): number {
  const counter = store.counters.get(sequence);
  if (!counter) return store.counters.insert({ id: sequence, value: 1 }).value;
  return store.counters.update(sequence, { value: counter.value + 1 }).value;
}
