import type { Sandbox } from "../../sandbox.ts";
import type { WalletTransaction } from "../../store/entities.ts";
import { exactNumber } from "../../wire/json.ts";
import type { Handlers } from "../handler.ts";
import { balanceRows, createReport, type ReportRow } from "./create-report.ts";

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
  "settlementReport.outgoing": (sandbox, request) => createReport(request, rows(sandbox, "WITHDRAWAL")),
  "settlementReport.incoming": (sandbox, request) => createReport(request, rows(sandbox, "TOP_UP")),
  "settlementReport.all": (sandbox, request) => createReport(request, rows(sandbox)),
  "settlementReport.balance": (sandbox, request) => createReport(request, balanceRows(sandbox, true)),
};
