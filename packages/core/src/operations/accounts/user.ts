import { operation } from "../operation.ts";
import { type CurrentUser, currentUserSchema } from "./user-schemas.ts";

/** Source: API reference, "User API". */
export const user = {
  /** Reads the key's owner, permissions and accounts. Source: "Get information about the current user". */
  current: operation<undefined, CurrentUser>({
    path: "/api/v1/user/current",
    effect: "read",
    account: false,
    response: currentUserSchema,
  }),
};
