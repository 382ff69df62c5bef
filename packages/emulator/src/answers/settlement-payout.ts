import type { Answers } from "../api/answer.ts";
import { pageOf } from "../formatters/page.ts";
import {
  formatSettlementMassPayout,
  formatSettlementPayout,
  formatSettlementWithdrawal,
} from "../formatters/settlement-payout.ts";
import {
  cancelRequested,
  newPayout,
  type PayoutScope,
  payoutsIn,
  requestedPayout,
  requestedWithdrawal,
  withdrawalsIn,
} from "./payout-requests.ts";

const single: PayoutScope = { kind: "single", settlement: true };
const mass: PayoutScope = { kind: "mass", settlement: true };

/** Settlement Payout API: the same as payouts, from settlement wallets. */
export const settlementPayoutAnswers: Answers<"settlementPayout"> = {
  "settlementPayout.create": (sandbox, { depositAddress, amount, ...rest }) =>
    formatSettlementPayout(
      sandbox,
      newPayout(sandbox, single, rest, [{ depositAddress, amount, comment: rest.comment }]),
    ),

  "settlementPayout.get": (sandbox, request) =>
    formatSettlementPayout(sandbox, requestedPayout(sandbox, single, request)),

  "settlementPayout.cancel": (sandbox, request) =>
    formatSettlementPayout(sandbox, cancelRequested(sandbox, single, request)),

  "settlementPayout.list": (sandbox, { stateNames, ...page }) =>
    pageOf(payoutsIn(sandbox, single, stateNames), page, (payout) => formatSettlementPayout(sandbox, payout)),

  "settlementPayout.createMass": (sandbox, { massAddresses, ...rest }) =>
    formatSettlementMassPayout(sandbox, newPayout(sandbox, mass, rest, massAddresses)),

  "settlementPayout.getMass": (sandbox, request) =>
    formatSettlementMassPayout(sandbox, requestedPayout(sandbox, mass, request)),

  "settlementPayout.cancelMass": (sandbox, request) =>
    formatSettlementMassPayout(sandbox, cancelRequested(sandbox, mass, request)),

  "settlementPayout.listMass": (sandbox, { stateNames, ...page }) =>
    pageOf(payoutsIn(sandbox, mass, stateNames), page, (payout) => formatSettlementMassPayout(sandbox, payout)),

  "settlementPayout.getWithdrawal": (sandbox, { requestId }) =>
    formatSettlementWithdrawal(sandbox, requestedWithdrawal(sandbox, true, requestId)),

  "settlementPayout.listWithdrawals": (sandbox, { pageNumber, pageSize, ...filter }) =>
    pageOf(withdrawalsIn(sandbox, true, filter), { pageNumber, pageSize }, (withdrawal) =>
      formatSettlementWithdrawal(sandbox, withdrawal),
    ),
};
