import type { Answers } from "../api/answer.ts";
import { accountAnswers } from "./account.ts";
import { cryptoToFiatAnswers } from "./crypto-to-fiat.ts";
import { currencyAnswers } from "./currency.ts";
import { customerPurseAnswers } from "./customer-purse.ts";
import { exchangeAnswers } from "./exchange.ts";
import { fiatAnswers } from "./fiat.ts";
import { fiatDepositAnswers } from "./fiat-deposit.ts";
import { fiatWithdrawalAnswers } from "./fiat-withdrawal.ts";
import { invoiceAnswers } from "./invoice.ts";
import { paymentWidgetAnswers } from "./payment-widget.ts";
import { payoutAnswers } from "./payout.ts";
import { rateAnswers } from "./rate.ts";
import { reportAnswers } from "./report.ts";
import { settlementPayoutAnswers } from "./settlement-payout.ts";
import { settlementReportAnswers } from "./settlement-report.ts";
import { settlementWalletAnswers } from "./settlement-wallet.ts";
import { userAnswers } from "./user.ts";
import { webhookAnswers } from "./webhook.ts";

/** What every operation of core does here. The type lets none be missing. */
export const answers: Answers = {
  ...accountAnswers,
  ...cryptoToFiatAnswers,
  ...currencyAnswers,
  ...customerPurseAnswers,
  ...exchangeAnswers,
  ...fiatAnswers,
  ...fiatDepositAnswers,
  ...fiatWithdrawalAnswers,
  ...invoiceAnswers,
  ...paymentWidgetAnswers,
  ...payoutAnswers,
  ...rateAnswers,
  ...reportAnswers,
  ...settlementPayoutAnswers,
  ...settlementReportAnswers,
  ...settlementWalletAnswers,
  ...userAnswers,
  ...webhookAnswers,
};
