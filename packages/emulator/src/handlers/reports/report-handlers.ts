import { serviceFee } from "../../domain/service-fee.ts";
import { exactNumber } from "../../wire/json.ts";
import type { Handlers } from "../handler.ts";
import { balanceRows, createReport, withdrawalRows } from "./create-report.ts";

/** Report API. The reference doesn't define `data`; here it has the columns of the guide "Report contents description". */
export const reportHandlers: Handlers<"report"> = {
  "report.payout": (sandbox, request) => createReport(request, withdrawalRows(sandbox, false)),

  "report.invoice": (sandbox, request) =>
    createReport(
      request,
      sandbox.store.invoices.all().map((invoice) => ({
        atMs: invoice.createdAtMs,
        currency: invoice.currency,
        fields: {
          invoiceId: invoice.id,
          externalId: invoice.externalId,
          type: invoice.type,
          state: invoice.state,
          amount: invoice.amount === null ? null : exactNumber(invoice.amount),
          fiatAmount: invoice.fiatAmount === null ? null : exactNumber(invoice.fiatAmount),
          fiatCurrency: invoice.fiatCurrency,
        },
      })),
    ),

  "report.incoming": (sandbox, request) =>
    createReport(
      request,
      sandbox.store.deposits
        .all()
        .filter(({ state }) => state === "confirmed")
        .map((deposit) => {
          const invoice = sandbox.store.invoices.get(deposit.invoiceId);
          return {
            atMs: deposit.createdAtMs,
            currency: deposit.currency,
            fields: {
              transactionId: deposit.id,
              externalId: invoice?.externalId,
              invoiceId: deposit.invoiceId,
              type: "INVOICE",
              amount: exactNumber(deposit.amount),
              fiatAmount: invoice?.fiatAmount ? exactNumber(invoice.fiatAmount) : null,
              fiatCurrency: invoice?.fiatCurrency,
              calypsoFee: exactNumber(serviceFee(sandbox, deposit.amount, deposit.currency)),
              hashes: [deposit.transactionHash],
            },
          };
        }),
    ),

  "report.fiat": (sandbox, request) =>
    createReport(
      request,
      sandbox.store.fiatOrders.all().map((order) => ({
        atMs: order.createdAtMs,
        currency: order.currency,
        fields: {
          orderId: order.id,
          externalId: order.externalId,
          type: order.kind,
          state: order.state,
          amount: exactNumber(order.cryptoAmount),
          fiatAmount: exactNumber(order.fiatAmount),
          fiatCurrency: order.fiatCurrency,
        },
      })),
    ),

  "report.exchange": (sandbox, request) =>
    createReport(
      request,
      sandbox.store.exchanges.all().map((exchange) => ({
        atMs: exchange.createdAtMs,
        currency: exchange.sourceCurrency,
        fields: {
          transactionId: exchange.id,
          amount: exactNumber(exchange.sourceAmount),
          destinationCurrency: exchange.destinationCurrency,
          destinationAmount: exactNumber(exchange.destinationAmount),
          state: exchange.state,
          calypsoFee: exactNumber(serviceFee(sandbox, exchange.sourceAmount, exchange.sourceCurrency)),
        },
      })),
    ),

  "report.balance": (sandbox, request) => createReport(request, balanceRows(sandbox, false)),
};
