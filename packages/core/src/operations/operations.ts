import { account } from "./accounts/account.ts";
import { user } from "./accounts/user.ts";
import { currency } from "./currencies/currency.ts";
import { rate } from "./currencies/rate.ts";
import { customerPurse } from "./customers/customer-purse.ts";
import { exchange } from "./exchanges/exchange.ts";
import { cryptoToFiat } from "./fiat/crypto-to-fiat.ts";
import { fiat } from "./fiat/fiat.ts";
import { fiatDeposit } from "./fiat/fiat-deposit.ts";
import { fiatWithdrawal } from "./fiat/fiat-withdrawal.ts";
import { invoice } from "./invoices/invoice.ts";
import { paymentWidget } from "./invoices/payment-widget.ts";
import type { Operation } from "./operation.ts";
import { payout } from "./payouts/payout.ts";
import { report } from "./reports/report.ts";
import { settlementPayout } from "./settlement/settlement-payout.ts";
import { settlementReport } from "./settlement/settlement-report.ts";
import { settlementWallet } from "./settlement/settlement-wallet.ts";
import { webhook } from "./webhooks/webhook.ts";

/** The operations, grouped as in the API reference. */
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
