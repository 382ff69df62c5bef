import { operation } from "../operation.ts";
import { type GetReport, getReportSchema, type Report, reportSchema } from "./report-schemas.ts";

const common = { effect: "read", request: getReportSchema, response: reportSchema } as const;

/** Source: API reference, "Report API". Each may be refused with 400 or fail with 500. */
export const report = {
  /** Payouts of a period. Source: "Get payout report". */
  payout: operation<GetReport, Report>({ ...common, path: "/api/v1/report/payout" }),

  /** Invoices of a period. Source: "Get invoice report". */
  invoice: operation<GetReport, Report>({ ...common, path: "/api/v1/report/invoice" }),

  /** Incoming transactions of a period. Source: "Get incoming report". */
  incoming: operation<GetReport, Report>({ ...common, path: "/api/v1/report/incoming" }),

  /** Fiat orders of a period. Source: "Get fiat report". */
  fiat: operation<GetReport, Report>({ ...common, path: "/api/v1/report/fiat" }),

  /** Exchanges of a period. Source: "Get exchange report". */
  exchange: operation<GetReport, Report>({ ...common, path: "/api/v1/report/exchange" }),

  /** Balances over a period. Source: "Get balance report". */
  balance: operation<GetReport, Report>({ ...common, path: "/api/v1/report/balance" }),
};
