import { accountHandlers } from "./account/account-handlers.ts";
import { currencyHandlers } from "./account/currency-handlers.ts";
import { customerPurseHandlers } from "./account/customer-purse-handlers.ts";
import { exchangeHandlers } from "./account/exchange-handlers.ts";
import { rateHandlers } from "./account/rate-handlers.ts";
import { userHandlers } from "./account/user-handlers.ts";
import { webhookHandlers } from "./account/webhook-handlers.ts";
import { cryptoToFiatHandlers } from "./fiat/crypto-to-fiat-handlers.ts";
import { fiatDepositHandlers } from "./fiat/fiat-deposit-handlers.ts";
import { fiatHandlers } from "./fiat/fiat-handlers.ts";
import { fiatWithdrawalHandlers } from "./fiat/fiat-withdrawal-handlers.ts";
import type { Handlers } from "./handler.ts";
import { invoiceHandlers } from "./invoices/invoice-handlers.ts";
import { paymentWidgetHandlers } from "./invoices/payment-widget-handlers.ts";
import { payoutHandlers } from "./payouts/payout-handlers.ts";
import { settlementPayoutHandlers } from "./payouts/settlement-payout-handlers.ts";
import { settlementWalletHandlers } from "./payouts/settlement-wallet-handlers.ts";
import { reportHandlers } from "./reports/report-handlers.ts";
import { settlementReportHandlers } from "./reports/settlement-report-handlers.ts";

/** The handler of every operation in core. The type allows none to be missing. */
export const handlers: Handlers = {
  ...accountHandlers,
  ...cryptoToFiatHandlers,
  ...currencyHandlers,
  ...customerPurseHandlers,
  ...exchangeHandlers,
  ...fiatHandlers,
  ...fiatDepositHandlers,
  ...fiatWithdrawalHandlers,
  ...invoiceHandlers,
  ...paymentWidgetHandlers,
  ...payoutHandlers,
  ...rateHandlers,
  ...reportHandlers,
  ...settlementPayoutHandlers,
  ...settlementReportHandlers,
  ...settlementWalletHandlers,
  ...userHandlers,
  ...webhookHandlers,
};
