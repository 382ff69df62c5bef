import type { Answers } from "../api/answer.ts";
import { company } from "../chain/company.ts";
import { cryptoCurrencies } from "../chain/currencies.ts";
import { balanceOf } from "../domain/balances.ts";
import { exactNumber } from "../wire/exact-json.ts";

/** Account API. */
export const accountAnswers: Answers<"account"> = {
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
