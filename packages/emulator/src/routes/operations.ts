import type { Operation } from "../api/operation.ts";
import { accountOperations } from "./account.ts";
import { currencyOperations } from "./currency.ts";
import { invoiceOperations } from "./invoice.ts";
import { paymentWidgetOperations } from "./payment-widget.ts";
import { payoutOperations } from "./payout.ts";
import { rateOperations } from "./rate.ts";
import { webhookOperations } from "./webhook.ts";

/** Every operation that the emulator answers. */
export const operations: readonly Operation[] = [
  ...accountOperations,
  ...currencyOperations,
  ...rateOperations,
  ...invoiceOperations,
  ...paymentWidgetOperations,
  ...payoutOperations,
  ...webhookOperations,
];
