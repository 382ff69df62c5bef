import { findFundedInvoice, findShownInvoice } from "../../src/payment/find-funded-invoice";

interface Row {
  id: string;
  kind: "invoice" | "widget";
  outcome: string;
  received: string;
}

const invoice = (id: string, outcome: string, received = "0"): Row => ({ id, kind: "invoice", outcome, received });
const widget = (outcome: string): Row => ({ id: "widget", kind: "widget", outcome, received: "0" });

describe("the invoice that holds a payment's money", () => {
  it("is the payment itself, unless it is a widget", () => {
    const payment = invoice("own", "waiting");
    expect(findFundedInvoice(payment, [])).toBe(payment);
  });

  it.each<[string, string, Row[], string | undefined, string]>([
    ["the settled one", "settled", [invoice("a", "underpaid", "1"), invoice("b", "settled", "2")], "b", "b"],
    ["the first of two settled", "settled", [invoice("a", "settled", "2"), invoice("b", "settled", "2")], "a", "a"],
    ["one seen but not credited", "detected", [invoice("a", "detected"), invoice("b", "waiting")], "a", "a"],
    ["one with money of another outcome", "waiting", [invoice("a", "late", "1"), invoice("b", "waiting")], "a", "a"],
    ["none without money", "waiting", [invoice("a", "waiting"), invoice("b", "expired")], undefined, "a"],
  ])("of a widget is %s", (_, outcome, invoices, funded, shown) => {
    expect(findFundedInvoice(widget(outcome), invoices)?.id).toBe(funded);
    expect(findShownInvoice(widget(outcome), invoices)?.id).toBe(shown);
  });
});
