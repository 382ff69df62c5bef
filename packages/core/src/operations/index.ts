import { account } from "./account.ts";
import { cryptoToFiat } from "./crypto-to-fiat.ts";
import { currency } from "./currency.ts";
import { customerPurse } from "./customer-purse.ts";
import { exchange } from "./exchange.ts";
import { fiat } from "./fiat.ts";
import { fiatDeposit } from "./fiat-deposit.ts";
import { fiatWithdrawal } from "./fiat-withdrawal.ts";
import { invoice } from "./invoice.ts";
import type { Operation } from "./operation.ts";
import { paymentWidget } from "./payment-widget.ts";
import { payout } from "./payout.ts";
import { rate } from "./rate.ts";
import { report } from "./report.ts";
import { settlementPayout } from "./settlement-payout.ts";
import { settlementReport } from "./settlement-report.ts";
import { settlementWallet } from "./settlement-wallet.ts";
import { user } from "./user.ts";
import { webhook } from "./webhook.ts";

/** The operations in the groups of the API reference. */
export interface OperationGroups {
  readonly account: typeof account;
  readonly cryptoToFiat: typeof cryptoToFiat;
  readonly currency: typeof currency;
  readonly customerPurse: typeof customerPurse;
  readonly exchange: typeof exchange;
  readonly fiat: typeof fiat;
  readonly fiatDeposit: typeof fiatDeposit;
  readonly fiatWithdrawal: typeof fiatWithdrawal;
  readonly invoice: typeof invoice;
  readonly paymentWidget: typeof paymentWidget;
  readonly payout: typeof payout;
  readonly rate: typeof rate;
  readonly report: typeof report;
  readonly settlementPayout: typeof settlementPayout;
  readonly settlementReport: typeof settlementReport;
  readonly settlementWallet: typeof settlementWallet;
  readonly user: typeof user;
  readonly webhook: typeof webhook;
}

export const operationGroups: OperationGroups = {
  account,
  cryptoToFiat,
  currency,
  customerPurse,
  exchange,
  fiat,
  fiatDeposit,
  fiatWithdrawal,
  invoice,
  paymentWidget,
  payout,
  rate,
  report,
  settlementPayout,
  settlementReport,
  settlementWallet,
  user,
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
