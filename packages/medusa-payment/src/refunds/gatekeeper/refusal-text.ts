import { decimal } from "@calypso-commerce/core/money";
import type { RefundRow } from "../../modules/ledger/types";
import { limitOf } from "../amount/fiat-limit";
import type { PayoutRefusal, PayoutRules, PayoutSums } from "./payout-decision";

/** A refusal in words for the admin. */
export function refusalText(
  refusal: PayoutRefusal,
  { amount, currency_code }: RefundRow,
  rules: PayoutRules,
  sums?: PayoutSums,
): string {
  const code = currency_code.toUpperCase();
  const limit = (limits: Record<string, string>) => `${limitOf(limits, currency_code)} ${code}`;
  const soFar = (sum: string | undefined) => (sum ? ` (${decimal.subtract(sum, amount)} ${code} so far)` : "");
  switch (refusal) {
    case "refund_limit":
      return `no refund may be above ${limit(rules.limitPerRefund)}`;
    case "payment_limit":
      return `the refunds of this payment may not exceed ${limit(rules.limitPerPayment)} together`;
    case "day_limit":
      return `the day's limit of ${limit(rules.limitPerDay)} for refunds is reached${soFar(sums?.day)}: it goes out tomorrow`;
    case "requester_limit":
      return `the day's limit of ${limit(rules.limitPerRequesterPerDay)} for one requester is reached${soFar(sums?.requesterDay)}: it goes out tomorrow`;
    case "approval_missing":
      return `this payment's refunds exceed ${limit(rules.approvalAbove)} together, so another admin must approve this one`;
    case "approval_not_independent":
      return "somebody other than the one who asked for the refund, entered its address, or created or opened its claim link must approve it";
    case "approval_by_key":
      return "an API key can't approve a refund; an admin must";
    case "approval_of_other_address":
      return "the address was changed after the approval; it must be approved again";
  }
}
