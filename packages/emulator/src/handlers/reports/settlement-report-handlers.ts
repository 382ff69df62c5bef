import type { Sandbox } from "../../sandbox.ts";
import type { WalletTransaction } from "../../store/entities.ts";
import { exactNumber } from "../../wire/exact-json.ts";
import type { Handlers } from "../handler.ts";
import { balanceRows, type ReportRow, reportOf } from "./report-rows.ts";

function rows({ store }: Sandbox, opCode?: WalletTransaction["opCode"]): ReportRow[] {
  return store.walletTransactions
    .all()
    .filter((transaction) => opCode === undefined || transaction.opCode === opCode)
    .map((transaction) => ({
      atMs: transaction.createdAtMs,
      currency: transaction.currency,
      fields: {
        transactionId: transaction.id,
        walletAddress: transaction.walletAddress,
        addressTo: transaction.addressTo,
        type: transaction.opCode,
        amount: exactNumber(transaction.amount),
        calypsoFee: exactNumber(transaction.serviceFee),
        hashes: [transaction.transactionHash],
      },
    }));
}

/** Settlement Report API. */
export const settlementReportHandlers: Handlers<"settlementReport"> = {
  "settlementReport.outgoing": (sandbox, request) => reportOf(request, rows(sandbox, "WITHDRAWAL")),
  "settlementReport.incoming": (sandbox, request) => reportOf(request, rows(sandbox, "TOP_UP")),
  "settlementReport.all": (sandbox, request) => reportOf(request, rows(sandbox)),
  "settlementReport.balance": (sandbox, request) => reportOf(request, balanceRows(sandbox, true)),
};
