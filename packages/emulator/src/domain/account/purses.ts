import { randomUUID } from "node:crypto";
import { cryptoCurrencies, type Network } from "../../chain/currencies.ts";
import { randomAddress, randomTransactionHash } from "../../chain/random-address.ts";
import { after, type Sandbox } from "../../sandbox.ts";
import type { Customer, Purse, PurseTransaction } from "../../store/entities.ts";
import { purseEvents } from "../../webhooks/purse-events.ts";
import { Decimal, plain } from "../../wire/decimal.ts";
import { badRequest, conflict } from "../emulator-error.ts";
import { serviceFee } from "../service-fee.ts";
import { creditIncoming } from "./credit-incoming.ts";
import { requireActive } from "./require-active.ts";

const purseLifeMs = 30 * 24 * 3_600_000;

const evm: ReadonlySet<Network> = new Set(["ETHEREUM", "POLYGON", "BINANCE_SMART_CHAIN"]);

function networkOf(currency: string): Network {
  const network = cryptoCurrencies.get(currency)?.network;
  if (!network) throw badRequest(`crypto currency ${currency} is not supported`, "currency_unknown");
  return network;
}

/** Networks with the same address format share a purse. */
const familyOf = (network: Network): string => (evm.has(network) ? "EVM" : network);

/** A customer's open purse for a currency, created when there is none. It expires after 30 days without a deposit. */
export function purseFor(sandbox: Sandbox, customer: Customer, currency: string): Purse {
  const { store, clock, scheduler } = sandbox;
  const network = networkOf(currency);
  const family = familyOf(network);
  const open = store.purses
    .by("customerId", customer.id)
    .find((purse) => purse.family === family && purse.state === "PENDING_PAYMENT");
  if (open) return open;
  requireActive(sandbox, currency);
  const purse = store.purses.insert({
    id: randomUUID(),
    customerId: customer.id,
    family,
    address: randomAddress(network),
    state: "PENDING_PAYMENT",
    createdAtMs: clock.nowMs(),
  });
  scheduler.at("purse.expire", purse.id, clock.nowMs() + purseLifeMs);
  return purse;
}

export function expirePurse(sandbox: Sandbox, id: string): void {
  const purse = sandbox.store.purses.get(id);
  if (purse?.state !== "PENDING_PAYMENT") return;
  const customer = sandbox.store.customers.get(purse.customerId) as Customer;
  sandbox.emit(purseEvents.expired(customer, sandbox.store.purses.update(id, { state: "ARCHIEVED" })));
}

const ownersOf = (sandbox: Sandbox, transaction: PurseTransaction) =>
  [
    sandbox.store.customers.get(transaction.customerId) as Customer,
    sandbox.store.purses.get(transaction.purseId) as Purse,
  ] as const;

/** Deposits money at a customer's address; `hold` hands it to compliance. */
export function depositToPurse(sandbox: Sandbox, customer: Customer, currency: string, amount: string, hold: boolean) {
  const { store, clock, scheduler, settings } = sandbox;
  const network = networkOf(currency);
  const purse = purseFor(sandbox, customer, currency);
  const transaction = store.purseTransactions.insert({
    id: randomUUID(),
    purseId: purse.id,
    customerId: customer.id,
    currency,
    amount: plain(amount),
    senderAddress: randomAddress(network),
    transactionHash: randomTransactionHash(network),
    state: "MEM_POOL_FOUND",
    credited: false,
    createdAtMs: clock.nowMs(),
  });
  scheduler.cancel("purse.expire", purse.id);
  sandbox.emit(purseEvents.mempoolFound(customer, purse, transaction));
  if (hold) return holdPurseTransaction(sandbox, transaction);
  scheduler.at("purse-transaction.step", transaction.id, after(sandbox, settings.confirmationMs));
  return transaction;
}

/** Confirms a transaction; the next step credits it to the merchant's balance. */
export function stepPurseTransaction(sandbox: Sandbox, id: string): void {
  const { store, scheduler, settings } = sandbox;
  const transaction = store.purseTransactions.get(id);
  if (!transaction) return;
  const [customer, purse] = ownersOf(sandbox, transaction);
  if (transaction.state === "MEM_POOL_FOUND") {
    const confirmed = store.purseTransactions.update(id, { state: "CONFIRMED" });
    sandbox.emit(purseEvents.fundsReceived(customer, purse, confirmed));
    scheduler.at("purse-transaction.step", id, after(sandbox, settings.creditMs));
  } else if (transaction.state === "CONFIRMED" && !transaction.credited) {
    const fee = serviceFee(sandbox, transaction.amount, transaction.currency);
    creditIncoming(sandbox, transaction.currency, plain(new Decimal(transaction.amount).minus(fee)));
    sandbox.emit(purseEvents.credited(customer, purse, store.purseTransactions.update(id, { credited: true })));
  }
}

/** Compliance holds a transaction. @throws EmulatorError 409 when it is no longer in the mempool. */
export function holdPurseTransaction(sandbox: Sandbox, transaction: PurseTransaction): PurseTransaction {
  if (transaction.state !== "MEM_POOL_FOUND") throw conflict(`the transaction is ${transaction.state}`);
  sandbox.scheduler.cancel("purse-transaction.step", transaction.id);
  const held = sandbox.store.purseTransactions.update(transaction.id, { state: "PENDING_COMPLIANCE_CHECK" });
  sandbox.emit(purseEvents.pendingCompliance(...ownersOf(sandbox, held), held));
  return held;
}

/** Compliance releases a transaction, or declines it and blocks the address. @throws EmulatorError 409 unless it is held. */
export function decidePurseTransaction(
  sandbox: Sandbox,
  transaction: PurseTransaction,
  decision: "release" | "decline",
): PurseTransaction {
  const { purseTransactions, purses } = sandbox.store;
  if (transaction.state !== "PENDING_COMPLIANCE_CHECK") throw conflict(`the transaction is ${transaction.state}`);
  if (decision === "release") {
    purseTransactions.update(transaction.id, { state: "MEM_POOL_FOUND" });
    stepPurseTransaction(sandbox, transaction.id);
  } else {
    purses.update(transaction.purseId, { state: "DECLINED" });
    const declined = purseTransactions.update(transaction.id, { state: "DECLINED" });
    sandbox.emit(purseEvents.complianceDeclined(...ownersOf(sandbox, declined), declined));
  }
  return purseTransactions.get(transaction.id) as PurseTransaction;
}
