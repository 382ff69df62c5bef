import { company } from "../../chain/company.ts";
import type { Handlers } from "../handler.ts";

/** User API. */
export const userHandlers: Handlers<"user"> = {
  "user.current": ({ credentials }) => ({
    userFullInfo: {
      id: company.ownerId,
      username: company.ownerId,
      companyId: company.id,
      companyName: company.name,
      active: true,
      blocked: false,
      roles: ["SYSTEM"],
    },
    permissions: [
      {
        accountId: credentials.account,
        accountName: company.accountName,
        permissionGroups: [{ groupId: 1, name: "API", permissionData: {} }],
      },
    ],
    availableAccounts: [{ account: credentials.account, name: company.accountName }],
  }),
};
