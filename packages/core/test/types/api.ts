// Type tests, run by `tsc`. Each @ts-expect-error requires an error in the next line.
import { expectTypeOf } from "vitest";
import {
  CalypsoError,
  type CalypsoErrorCode,
  type CalypsoEvent,
  CalypsoSignatureError,
  type CalypsoSignatureErrorCode,
  CalypsoStateError,
  createCalypsoClient,
  type EventType,
  type InvoiceOutcomeName,
  invoiceOutcome,
  type PagePromise,
} from "../../src/index.ts";
import {
  type CreateSingleFiatInvoice,
  type FiatCurrencies,
  type Invoice,
  type OperationName,
  operations,
  type Page,
  type Payout,
} from "../../src/schemas.ts";
import { createTestEvent } from "../../src/testing.ts";

const client = createCalypsoClient({ publicKey: "p", secretKey: "s", account: "a" });
const id = { id: "i" };
const newInvoice = { fiatAmount: "10.00", fiatCurrency: "EUR", currency: "BTC", description: "d" };

// Amounts are decimal strings in both directions.
expectTypeOf(client.invoice.createSingleFiat).parameter(0).toEqualTypeOf<CreateSingleFiatInvoice>();
expectTypeOf(client.invoice.get(id)).resolves.toEqualTypeOf<Invoice>();
expectTypeOf<Invoice["totalDebitAmount"]>().toEqualTypeOf<string>();
expectTypeOf<Payout["amount"]>().toEqualTypeOf<string>();
// @ts-expect-error an amount is not a number
client.invoice.createSingleFiat({ ...newInvoice, fiatAmount: 10 });
// @ts-expect-error a wrong field
client.invoice.createSingleFiat({ ...newInvoice, fiatamount: "10.00" });
// @ts-expect-error a missing field
client.invoice.createSingleFiat({ fiatAmount: "10.00", fiatCurrency: "EUR", currency: "BTC" });
// @ts-expect-error neither id nor key
client.invoice.get({});
client.invoice.get({ idempotencyKey: "k" });
client.account.get();
// @ts-expect-error it takes no payload
client.account.get({ id: "a" });
// @ts-expect-error the account is the client's
client.payout.get({ id: "p", account: "a" });
// @ts-expect-error no such operation
client.invoice.refund(id);

// States.
client.invoice.list({ stateNames: ["PAID", "ARCHIVED"] });
// @ts-expect-error no such state
client.invoice.list({ stateNames: ["PAYED"] });
client.invoice.get(id).then((invoice) => {
  // @ts-expect-error no such state
  if (invoice.state === "PAYED") return;
  // @ts-expect-error no such outcome
  if (invoiceOutcome(invoice).outcome === "paid") return;
  // @ts-expect-error no such field
  return invoice.receivedAmount;
});
expectTypeOf(invoiceOutcome).returns.toHaveProperty("outcome").toEqualTypeOf<InvoiceOutcomeName>();

// Operations by name; fields of the path.
expectTypeOf<"invoice.get">().toExtend<OperationName>();
expectTypeOf(operations["payout.create"].method).toEqualTypeOf<"POST" | "DELETE">();
// @ts-expect-error no such operation
operations["invoice.refund"];
client.cryptoToFiat.getLimit({ type: "SEPA", fiatCurrency: "EUR" });
// @ts-expect-error no such type
client.cryptoToFiat.getLimit({ type: "CASH", fiatCurrency: "EUR" });

// Lists: a promise of one page, and an iterable of all items.
expectTypeOf(client.invoice.list({})).toEqualTypeOf<PagePromise<Invoice>>();
expectTypeOf(client.invoice.list({})).resolves.toEqualTypeOf<Page<Invoice>>();
expectTypeOf<PagePromise<Payout>>().toExtend<AsyncIterable<Payout>>();
// `{ result: [...] }` alone is no page.
expectTypeOf(client.currency.fiat()).toEqualTypeOf<Promise<FiatCurrencies>>();
// @ts-expect-error no such state
client.payout.list({ stateNames: ["DONE"] });
// @ts-expect-error it has no pages
client.payout.get(id).pages;

// Error codes: typed by class.
declare const error: unknown;
if (error instanceof CalypsoError) expectTypeOf(error.code).toEqualTypeOf<CalypsoErrorCode>();
if (error instanceof CalypsoSignatureError) expectTypeOf(error.code).toEqualTypeOf<CalypsoSignatureErrorCode>();
// @ts-expect-error another class's code
new CalypsoStateError("message", { code: "timeout" });

// Events: discriminated by type, exhaustively.
function amountOf(event: CalypsoEvent): string | undefined {
  switch (event.type) {
    case "INVOICE_PAID":
      expectTypeOf(event.data.realAmount).toEqualTypeOf<string | undefined>();
      // @ts-expect-error another event's field
      event.data.payoutStatus;
      return event.data.amount;
    case "PAYOUT_CHANGE_STATUS":
      return event.data.payoutStatus;
    case "unknown":
      expectTypeOf(event.data).toEqualTypeOf<Record<string, unknown>>();
      return event.receivedType;
    // @ts-expect-error an alias is not a type
    case "INVOICE_COMPLIANCE_CHECK":
      return undefined;
    default:
      expectTypeOf(event.type).toEqualTypeOf<Exclude<EventType, "INVOICE_PAID" | "PAYOUT_CHANGE_STATUS">>();
      return undefined;
  }
}

const key = { publicKey: "p", secretKey: "s" };
createTestEvent({ type: "INVOICE_PAID", data: { amount: "1" } }, key);
// @ts-expect-error another event's field
createTestEvent({ type: "INVOICE_PAID", data: { payoutStatus: "COMPLETED" } }, key);
createTestEvent({ type: "SOMETHING_NEW", data: { anything: 1 } }, key);

void amountOf;
