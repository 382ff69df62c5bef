import { operation } from "../operation.ts";
import { type Account, accountSchema } from "./account-schemas.ts";

/** Source: API reference, "Account API". */
export const account = {
  /** Reads the account and its balances. Source: "Get the account". */
  get: operation<undefined, Account>({
    path: "/api/v1/account",
    effect: "read",
    response: accountSchema,
  }),
};
