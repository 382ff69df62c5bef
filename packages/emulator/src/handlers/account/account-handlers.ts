import { company } from "../../chain/company.ts";
import { cryptoCurrencies } from "../../chain/currencies.ts";
import { balanceOf } from "../../domain/account/balances.ts";
import { exactNumber } from "../../wire/json.ts";
import type { Handlers } from "../handler.ts";

/** Account API. */
export const accountHandlers: Handlers<"account"> = {
  "account.get": ({ credentials, store }) => ({
    account: credentials.account,
    name: company.accountName,
    ownerId: company.ownerId,
    balances: [...cryptoCurrencies.keys()].map((currency) => ({
      currency,
      amount: exactNumber(balanceOf(store, currency)),
    })),
  }),
};
