import { formatMassPayout, formatPayout, formatWithdrawal } from "../../formatters/format-payout.ts";
import { pageOf } from "../../formatters/page-of.ts";
import type { Handlers } from "../handler.ts";
import { createRequestedPayout } from "./create-requested-payout.ts";
import { cancelRequestedPayout, type PayoutScope, payoutsIn, requestedPayout } from "./requested-payout.ts";
import { requestedWithdrawal, withdrawalsIn } from "./requested-withdrawal.ts";

const single: PayoutScope = { kind: "single", settlement: false };
const mass: PayoutScope = { kind: "mass", settlement: false };

/** Payout API. */
export const payoutHandlers: Handlers<"payout"> = {
  "payout.create": (sandbox, request) => {
    const { depositAddress, amount, ...rest } = request;
    return formatPayout(
      sandbox,
      createRequestedPayout(sandbox, single, rest, [{ depositAddress, amount, comment: rest.comment }]),
    );
  },

  "payout.get": (sandbox, request) => formatPayout(sandbox, requestedPayout(sandbox, single, request)),

  "payout.cancel": (sandbox, request) => formatPayout(sandbox, cancelRequestedPayout(sandbox, single, request)),

  "payout.list": (sandbox, { stateNames, isExecutionDateInFuture, ...page }) =>
    pageOf(sandbox, payoutsIn(sandbox, single, stateNames, isExecutionDateInFuture), page, (payout) =>
      formatPayout(sandbox, payout),
    ),

  "payout.createMass": (sandbox, { massAddresses, ...rest }) =>
    formatMassPayout(sandbox, createRequestedPayout(sandbox, mass, rest, massAddresses)),

  "payout.getMass": (sandbox, request) => formatMassPayout(sandbox, requestedPayout(sandbox, mass, request)),

  "payout.cancelMass": (sandbox, request) => formatMassPayout(sandbox, cancelRequestedPayout(sandbox, mass, request)),

  "payout.listMass": (sandbox, { stateNames, isExecutionDateInFuture, ...page }) =>
    pageOf(sandbox, payoutsIn(sandbox, mass, stateNames, isExecutionDateInFuture), page, (payout) =>
      formatMassPayout(sandbox, payout),
    ),

  "payout.getWithdrawal": (sandbox, { requestId }) =>
    formatWithdrawal(sandbox, requestedWithdrawal(sandbox, false, requestId)),

  "payout.listWithdrawals": (sandbox, { pageNumber, pageSize, ...filter }) =>
    pageOf(sandbox, withdrawalsIn(sandbox, false, filter), { pageNumber, pageSize }, (withdrawal) =>
      formatWithdrawal(sandbox, withdrawal),
    ),
};
