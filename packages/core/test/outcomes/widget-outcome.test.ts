import { describe, expect, it } from "vitest";
import { widgetStates } from "../../src/operations/invoices/payment-widget-schemas.ts";
import { widgetOutcome } from "../../src/outcomes/widget-outcome.ts";
import { invoice } from "../support/invoice.ts";

describe("widgetOutcome", () => {
  const widget = (widgetState: string, ...ids: string[]) => ({
    widgetState: widgetState as "IN_PROGRESS",
    invoices: ids.map((invoiceId) => ({ invoiceId })),
  });

  it.each([
    ["IN_PROGRESS", [], "waiting"],
    ["IN_PROGRESS", [["PENDING_PAYMENT", "0"]], "waiting"],
    ["IN_PROGRESS", [["ARCHIVED", "0"]], "waiting"],
    ["IN_PROGRESS", [["ARCHIVED", "1"]], "expired_partial"],
    [
      "IN_PROGRESS",
      [
        ["PENDING_PAYMENT", "0"],
        ["MEM_POOL_FOUND", "0"],
      ],
      "detected",
    ],
    [
      "IN_PROGRESS",
      [
        ["PENDING_PAYMENT", "0"],
        ["PAID", "10"],
      ],
      "settled",
    ],
    [
      "COMPLETED",
      [
        ["ARCHIVED", "0"],
        ["COMPLETED", "10"],
      ],
      "settled",
    ],
    ["ARCHIVED", [], "expired"],
    ["ARCHIVED", [["PENDING_PAYMENT", "0"]], "expired"],
    [
      "ARCHIVED",
      [
        ["ARCHIVED", "0"],
        ["ARCHIVED", "0"],
      ],
      "expired",
    ],
    ["ARCHIVED", [["ARCHIVED", "3"]], "expired_partial"],
    ["ARCHIVED", [["ARCHIVED", "10"]], "late"],
    ["ARCHIVED", [["PAID", "10"]], "settled"],
    ["ARCHIVED", [["DECLINED", "10"]], "declined"],
  ] as const)("%s with %j is %s", (state, facts, outcome) => {
    const invoices = facts.map(([invoiceState, received], i) => invoice(invoiceState, received, { id: `i${i}` }));
    const result = widgetOutcome(widget(state, ...invoices.map(({ id }) => id)), invoices);
    expect(result.outcome).toBe(outcome);
    expect(result.best === undefined).toBe(facts.length === 0);
  });

  it("lists the other invoices that received money", () => {
    const invoices = [
      invoice("PAID", "10", { id: "a" }),
      invoice("COMPLETED", "10", { id: "b" }),
      invoice("ARCHIVED", "0", { id: "c" }),
    ];
    const { best, others } = widgetOutcome(widget("COMPLETED", "a", "b", "c"), invoices);
    expect([best?.invoice.id, ...others.map((other) => other.invoice.id)]).toEqual(["a", "b"]);
  });

  it("refuses a missing invoice", () => {
    expect(() => widgetOutcome(widget("IN_PROGRESS", "a"), [])).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });

  it("refuses a completed widget without a settled invoice", () => {
    expect(() => widgetOutcome(widget("COMPLETED", "i1"), [invoice("PENDING_PAYMENT")])).toThrow(
      expect.objectContaining({ code: "inconsistent_state", retryable: true }),
    );
  });

  it("knows exactly the documented states", () => {
    for (const state of widgetStates) {
      expect(widgetOutcome(widget(state, "i1"), [invoice("COMPLETED", "10")]).outcome).toBe("settled");
    }
    expect(() => widgetOutcome(widget("PAUSED"), [])).toThrow(expect.objectContaining({ code: "unknown_state" }));
  });
});
