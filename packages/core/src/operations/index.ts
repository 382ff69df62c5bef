import { account } from "./account.ts";
import { currency } from "./currency.ts";
import { invoice } from "./invoice.ts";
import type { Operation } from "./operation.ts";
import { paymentWidget } from "./payment-widget.ts";
import { payout } from "./payout.ts";
import { rate } from "./rate.ts";
import { webhook } from "./webhook.ts";

/** The operations in the groups of the API reference. */
export interface OperationGroups {
  readonly account: typeof account;
  readonly currency: typeof currency;
  readonly invoice: typeof invoice;
  readonly paymentWidget: typeof paymentWidget;
  readonly payout: typeof payout;
  readonly rate: typeof rate;
  readonly webhook: typeof webhook;
}

export const operationGroups: OperationGroups = {
  account,
  currency,
  invoice,
  paymentWidget,
  payout,
  rate,
  webhook,
};

type Groups = OperationGroups;

/** `group.name` of every operation. */
export type OperationName = { [G in keyof Groups]: `${G}.${Extract<keyof Groups[G], string>}` }[keyof Groups];

type OperationAt<Name> = Name extends `${infer G extends keyof Groups}.${infer N}`
  ? N extends keyof Groups[G]
    ? Groups[G][N]
    : never
  : never;

/** Every operation by its name, for example `operations["invoice.get"].path`. */
export const operations = Object.fromEntries(
  Object.entries(operationGroups).flatMap(([group, members]) =>
    Object.entries<Operation>(members as Record<string, Operation>).map(([name, operation]) => [
      `${group}.${name}`,
      operation,
    ]),
  ),
) as unknown as { readonly [Name in OperationName]: OperationAt<Name> };
