import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { depositsOf, repriceInvoice } from "../../domain/invoices/amounts.ts";
import { archiveInvoice } from "../../domain/invoices/expire-invoice.ts";
import { returnToPaid } from "../../domain/invoices/settle-invoice.ts";
import { formatDeposit, formatInvoice, formatPayment } from "../../formatters/format-invoice.ts";
import { pageOf, sorted } from "../../formatters/page-of.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Entity, FiatOrder, Invoice } from "../../store/entities.ts";
import type { Handlers } from "../handler.ts";
import { createInvoiceHandler } from "./create-invoice-handler.ts";
import { requestedInvoice } from "./requested-invoice.ts";

/** The fiat payments of an invoice: orders under its idempotency key. */
const paymentsOf = (sandbox: Sandbox, invoice: Invoice): readonly FiatOrder[] =>
  sandbox.store.fiatOrders.by("idempotencyKey", invoice.idempotencyKey).filter(({ kind }) => kind === "applier");

/** The item with an id, or the last one without it. @throws EmulatorError 400 when there is none. */
function oneOf<T extends Entity>(what: string, items: readonly T[], id: string | undefined): T {
  const found = id === undefined ? items.at(-1) : items.find((item) => item.id === id);
  if (!found) throw unknownObject(what, what);
  return found;
}

/** Invoice API. */
export const invoiceHandlers: Handlers<"invoice"> = {
  "invoice.createSingle": createInvoiceHandler("SINGLE"),
  "invoice.createSingleFiat": createInvoiceHandler("SINGLE_FIAT"),
  "invoice.createBound": createInvoiceHandler("BOUND"),
  "invoice.createUnlimited": createInvoiceHandler("UNLIMITED"),
  "invoice.createUnlimitedLinked": createInvoiceHandler("UNLIMITED_LINKED"),

  "invoice.get": (sandbox, request) => formatInvoice(sandbox, requestedInvoice(sandbox, request)),

  "invoice.list": (sandbox, { stateNames = [], typeNames = [], sort, ...page }) => {
    const found = sandbox.store.invoices
      .all()
      .filter(({ state }) => stateNames.length === 0 || stateNames.includes(state))
      .filter(({ type }) => typeNames.length === 0 || typeNames.includes(type));
    return pageOf(sandbox, sorted(found, sort), page, (invoice) =>
      formatInvoice(sandbox, repriceInvoice(sandbox, invoice)),
    );
  },

  "invoice.listByExternalId": (sandbox, { externalId, sort, ...page }) =>
    pageOf(sandbox, sorted(sandbox.store.invoices.by("externalId", externalId), sort), page, (invoice) =>
      formatInvoice(sandbox, repriceInvoice(sandbox, invoice)),
    ),

  "invoice.archive": (sandbox, request) =>
    formatInvoice(sandbox, archiveInvoice(sandbox, requestedInvoice(sandbox, request))),

  "invoice.returnToPaid": (sandbox, request) =>
    formatInvoice(sandbox, returnToPaid(sandbox, requestedInvoice(sandbox, request))),

  "invoice.closeIntervention": (sandbox, request) => {
    const invoice = requestedInvoice(sandbox, request);
    const hadIntervention = invoice.interventionType !== null || !invoice.isInterventionResolved;
    if (invoice.state !== "COMPLETED" || !hadIntervention) {
      throw badRequest(`invoice is ${invoice.state}, only a COMPLETED one after an intervention can be closed`);
    }
    return formatInvoice(sandbox, sandbox.store.invoices.update(invoice.id, { isInterventionResolved: true }));
  },

  "invoice.getDeposit": (sandbox, { transactionId, ...key }) =>
    formatDeposit(oneOf("deposit", depositsOf(sandbox, requestedInvoice(sandbox, key)), transactionId)),

  "invoice.listDeposits": (sandbox, { sort, ...request }) =>
    pageOf(
      sandbox,
      sorted(
        depositsOf(sandbox, requestedInvoice(sandbox, request)).filter(({ state }) => state !== "dropped"),
        sort,
      ),
      request,
      formatDeposit,
    ),

  "invoice.getPayment": (sandbox, { paymentId, ...key }) =>
    formatPayment(oneOf("payment", paymentsOf(sandbox, requestedInvoice(sandbox, key)), paymentId)),

  "invoice.listPayments": (sandbox, { sort, ...request }) =>
    pageOf(sandbox, sorted(paymentsOf(sandbox, requestedInvoice(sandbox, request)), sort), request, formatPayment),
};
