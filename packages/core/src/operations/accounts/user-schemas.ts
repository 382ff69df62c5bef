import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const currentUserSchema = v.object({
  userFullInfo: v.optional(
    v.object({
      id: v.optional(field.text),
      username: v.optional(field.text),
      companyId: v.optional(field.text),
      companyName: v.optional(field.text),
      active: v.optional(field.flag),
      blocked: v.optional(field.flag),
      roles: v.optional(v.array(field.text), []),
    }),
  ),
  permissions: v.optional(
    v.array(
      v.object({
        accountId: v.optional(field.text),
        accountName: v.optional(field.text),
        permissionGroups: v.optional(
          v.array(
            v.object({
              groupId: v.optional(field.text),
              name: v.optional(field.text),
              permissionData: v.optional(v.record(v.string(), v.unknown())),
            }),
          ),
          [],
        ),
      }),
    ),
    [],
  ),
  /** The accounts that the key has access to. */
  availableAccounts: v.optional(v.array(v.object({ account: field.text, name: v.optional(field.text) })), []),
});
/** The key's owner and permissions. */
export interface CurrentUser extends v.InferOutput<typeof currentUserSchema> {}
