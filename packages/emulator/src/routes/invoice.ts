import * as v from "valibot";
import { createOnce } from "../api/create-once.ts";
import { amount, body, currency, date, links, maybe, sortedPage, text, uuid } from "../api/fields.ts";
import { knownCrypto, knownFiat } from "../api/known-currency.ts";
import { operation } from "../api/operation.ts";
import { requestDigest } from "../api/request-digest.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { depositsOf, repriced } from "../domain/invoice-amount.ts";
import { returnToPaid } from "../domain/invoice-payments.ts";
import { createInvoice } from "../domain/invoices.ts";
import { formatDeposit, formatInvoice } from "../formatters/invoice.ts";
import { pageOf } from "../formatters/page.ts";
import { invoiceKey, invoiceKeyBody, requestedInvoice } from "./invoice-find.ts";
import { newestFirst } from "./sorting.ts";

const dayMs = 24 * 3_600_000;

const states = [
  "PENDING_PAYMENT",
  "MEM_POOL_FOUND",
  "PAID",
  "PENDING_INTERVENTION",
  "COMPLETED",
  "ARCHIVED",
  "PENDING_COMPLIANCE_CHECK",
  "DECLINED",
] as const;
const types = ["SINGLE", "SINGLE_FIAT", "BOUND", "UNLIMITED", "UNLIMITED_LINKED"] as const;

const common = {
  currency,
  description: text,
  idempotencyKey: maybe(uuid),
  externalId: maybe(text),
  fiatAvailable: maybe(v.boolean("must be true or false")),
  ...links,
};

const singleFiat = body({ ...common, fiatAmount: amount, fiatCurrency: currency, expiration: maybe(date) });

/** Invoice API. */
export const invoiceOperations = [
  operation("invoice.createSingleFiat", "/invoice/single-fiat/create", singleFiat, (sandbox, payload) => {
    knownCrypto(payload.currency);
    knownFiat(payload.fiatCurrency);
    const nowMs = sandbox.clock.nowMs();
    const digest = requestDigest(payload);
    const { idempotencyKey, expiration, fiatAvailable, ...fields } = payload;
    const existing = idempotencyKey ? sandbox.store.invoices.by("idempotencyKey", idempotencyKey)[0] : undefined;
    const invoice = createOnce(sandbox, existing, digest, () => {
      if (expiration !== null && (expiration <= nowMs || expiration >= nowMs + dayMs)) {
        throw badRequest("payload.expiration must be in the future and less than 1 day away");
      }
      return createInvoice(sandbox, {
        ...fields,
        type: "SINGLE_FIAT",
        idempotencyKey,
        expiresAtMs: expiration,
        fiatAvailable: fiatAvailable ?? false,
        requestDigest: digest,
      });
    });
    return formatInvoice(sandbox, invoice);
  }),

  operation("invoice.get", "/invoice", invoiceKeyBody, (sandbox, payload) =>
    formatInvoice(sandbox, requestedInvoice(sandbox, payload)),
  ),

  operation(
    "invoice.all",
    "/invoice/all",
    body({
      stateNames: maybe(v.array(v.picklist(states, "must be an invoice state"), "must be a list")),
      typeNames: maybe(v.array(v.picklist(types, "must be an invoice type"), "must be a list")),
      ...sortedPage,
    }),
    (sandbox, payload) => {
      const found = sandbox.store.invoices
        .all()
        .filter((invoice) => !payload.stateNames?.length || payload.stateNames.includes(invoice.state))
        .filter((invoice) => !payload.typeNames?.length || payload.typeNames.includes(invoice.type));
      return pageOf(newestFirst(found, payload.sort), payload, (invoice) =>
        formatInvoice(sandbox, repriced(sandbox, invoice)),
      );
    },
  ),

  operation("invoice.returnToPaid", "/invoice/return-to-paid", invoiceKeyBody, (sandbox, payload) =>
    formatInvoice(sandbox, returnToPaid(sandbox, requestedInvoice(sandbox, payload))),
  ),

  operation("invoice.closeIntervention", "/invoice/close-intervention", invoiceKeyBody, (sandbox, payload) => {
    const invoice = requestedInvoice(sandbox, payload);
    if (invoice.state !== "COMPLETED" || invoice.interventionType === null) {
      throw badRequest(`invoice is ${invoice.state}, only a COMPLETED one after an intervention can be closed`);
    }
    return formatInvoice(sandbox, sandbox.store.invoices.update(invoice.id, { isInterventionResolved: true }));
  }),

  operation(
    "invoice.deposit",
    "/invoice/deposit",
    body({ transactionId: uuid, ...invoiceKey }),
    (sandbox, { transactionId, ...key }) => {
      const deposits = depositsOf(sandbox, requestedInvoice(sandbox, key));
      const deposit = deposits.find(({ id }) => id === transactionId);
      if (!deposit) throw badRequest("the invoice has no such deposit", "deposit_not_found");
      return formatDeposit(deposit);
    },
  ),

  operation(
    "invoice.depositHistory",
    "/invoice/deposit-history",
    body({ ...invoiceKey, ...sortedPage }),
    (sandbox, payload) =>
      pageOf(
        newestFirst(depositsOf(sandbox, requestedInvoice(sandbox, payload)), payload.sort),
        payload,
        formatDeposit,
      ),
  ),
];
