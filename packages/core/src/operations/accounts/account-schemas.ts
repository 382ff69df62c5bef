import * as v from "valibot";
import * as field from "../../messages/fields.ts";

export const accountSchema = v.object({
  account: field.text,
  name: v.optional(field.text),
  ownerId: v.optional(field.text),
  balances: v.optional(v.array(v.object({ currency: field.currencyCode, amount: field.amount })), []),
});
/** The merchant's account with its balances. */
export interface Account extends v.InferOutput<typeof accountSchema> {}
