import {
  formatSettlementMassPayout,
  formatSettlementPayout,
  formatSettlementWithdrawal,
} from "../../formatters/format-settlement-payout.ts";
import { pageOf } from "../../formatters/page-of.ts";
import type { Handlers } from "../handler.ts";
import { createRequestedPayout } from "./create-requested-payout.ts";
import { cancelRequestedPayout, type PayoutScope, payoutsIn, requestedPayout } from "./requested-payout.ts";
import { requestedWithdrawal, withdrawalsIn } from "./requested-withdrawal.ts";

const single: PayoutScope = { kind: "single", settlement: true };
const mass: PayoutScope = { kind: "mass", settlement: true };

/** Settlement Payout API: payouts from settlement wallets. */
export const settlementPayoutHandlers: Handlers<"settlementPayout"> = {
  "settlementPayout.create": (sandbox, { depositAddress, amount, ...rest }) =>
    formatSettlementPayout(
      sandbox,
      createRequestedPayout(sandbox, single, rest, [{ depositAddress, amount, comment: rest.comment }]),
    ),

  "settlementPayout.get": (sandbox, request) =>
    formatSettlementPayout(sandbox, requestedPayout(sandbox, single, request)),

  "settlementPayout.cancel": (sandbox, request) =>
    formatSettlementPayout(sandbox, cancelRequestedPayout(sandbox, single, request)),

  "settlementPayout.list": (sandbox, { stateNames, ...page }) =>
    pageOf(sandbox, payoutsIn(sandbox, single, stateNames), page, (payout) => formatSettlementPayout(sandbox, payout)),

  "settlementPayout.createMass": (sandbox, { massAddresses, ...rest }) =>
    formatSettlementMassPayout(sandbox, createRequestedPayout(sandbox, mass, rest, massAddresses)),

  "settlementPayout.getMass": (sandbox, request) =>
    formatSettlementMassPayout(sandbox, requestedPayout(sandbox, mass, request)),

  "settlementPayout.cancelMass": (sandbox, request) =>
    formatSettlementMassPayout(sandbox, cancelRequestedPayout(sandbox, mass, request)),

  "settlementPayout.listMass": (sandbox, { stateNames, ...page }) =>
    pageOf(sandbox, payoutsIn(sandbox, mass, stateNames), page, (payout) =>
      formatSettlementMassPayout(sandbox, payout),
    ),

  "settlementPayout.getWithdrawal": (sandbox, { requestId }) =>
    formatSettlementWithdrawal(sandbox, requestedWithdrawal(sandbox, true, requestId)),

  "settlementPayout.listWithdrawals": (sandbox, { pageNumber, pageSize, ...filter }) =>
    pageOf(sandbox, withdrawalsIn(sandbox, true, filter), { pageNumber, pageSize }, (withdrawal) =>
      formatSettlementWithdrawal(sandbox, withdrawal),
    ),
};
