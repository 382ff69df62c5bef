import { operation } from "../operation.ts";
import { type GetReport, getReportSchema, type Report, reportSchema } from "../reports/report-schemas.ts";

const common = { effect: "read", request: getReportSchema, response: reportSchema } as const;

/** Source: API reference, "Settlement Report API". Each may be refused with 400 or fail with 500. */
export const settlementReport = {
  /** Outgoing transactions of the settlement wallets in a period. Source: "Get outgoing report". */
  outgoing: operation<GetReport, Report>({ ...common, path: "/api/v1/settlement/report/outgoing" }),

  /** Their incoming transactions. Source: "Get incoming report". */
  incoming: operation<GetReport, Report>({ ...common, path: "/api/v1/settlement/report/incoming" }),

  /** Their balances over a period. Source: "Get balance report". */
  balance: operation<GetReport, Report>({ ...common, path: "/api/v1/settlement/report/balance" }),

  /** All their transactions of a period. Source: "Get all transactions report". */
  all: operation<GetReport, Report>({ ...common, path: "/api/v1/settlement/report/all" }),
};
