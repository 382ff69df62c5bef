import { bareOperation } from "../api/operation.ts";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { balanceOf } from "../domain/balances.ts";
import { exactNumber } from "../wire/exact-json.ts";

/** Account API. */
export const accountOperations = [
  bareOperation("account.get", "/account", ({ credentials, store }) => ({
    account: credentials.account,
    name: "Emulated account",
    ownerId: "6f2d1c5e-8c0b-4a8e-9d53-1f0a5b7c9e11",
    balances: [...cryptoCurrencies.keys()].map((currency) => ({
      currency,
      amount: exactNumber(balanceOf(store, currency)),
    })),
  })),
];
