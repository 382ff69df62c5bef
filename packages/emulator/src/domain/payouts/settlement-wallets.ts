import { randomUUID } from "node:crypto";
import { cryptoCurrencies, type Network } from "../../chain/currencies.ts";
import { randomAddress, randomTransactionHash } from "../../chain/random-address.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { SettlementWallet } from "../../store/entities.ts";
import { addToBalance, balanceOf } from "../account/balances.ts";
import { badRequest, unknownObject } from "../emulator-error.ts";

const networks: ReadonlySet<string> = new Set([...cryptoCurrencies.values()].map(({ network }) => network));

/** @throws EmulatorError 400 for an unknown network. */
export function createSettlementWallet({ store, clock }: Sandbox, name: string, network: string): SettlementWallet {
  if (!networks.has(network)) throw badRequest(`blockchain ${network} is not supported`);
  return store.settlementWallets.insert({
    id: randomAddress(network as Network),
    name,
    network,
    archived: false,
    createdAtMs: clock.nowMs(),
  });
}

/** @throws EmulatorError 400 for an unknown or archived wallet. */
export function openWallet({ store }: Sandbox, address: string): SettlementWallet {
  const wallet = store.settlementWallets.get(address);
  if (!wallet || wallet.archived) throw unknownObject("settlement wallet", "wallet");
  return wallet;
}

/** A wallet's balance in each currency of its network. */
export function walletBalances({ store }: Sandbox, wallet: SettlementWallet) {
  return [...cryptoCurrencies.values()]
    .filter(({ network }) => network === wallet.network)
    .map(({ code, standard }) => ({
      currency: code,
      amount: balanceOf(store, `${wallet.id}/${code}`),
      token: standard !== null,
    }));
}

/** Adds money to a wallet. @throws EmulatorError 400 for a currency of another network. */
export function topUpWallet(sandbox: Sandbox, wallet: SettlementWallet, currency: string, amount: string): void {
  const { store, clock } = sandbox;
  const known = cryptoCurrencies.get(currency);
  if (known?.network !== wallet.network) throw badRequest(`${currency} is not a currency of ${wallet.network}`);
  addToBalance(store, `${wallet.id}/${currency}`, amount);
  store.walletTransactions.insert({
    id: randomUUID(),
    walletAddress: wallet.id,
    opCode: "TOP_UP",
    currency,
    amount,
    serviceFee: "0",
    addressTo: wallet.id,
    transactionHash: randomTransactionHash(known.network),
    createdAtMs: clock.nowMs(),
  });
}
