import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Invoice, interventionTypes, invoiceStates } from "../../src/operations/invoices/invoice-schemas.ts";
import { widgetStates } from "../../src/operations/invoices/payment-widget-schemas.ts";
import { payoutStates } from "../../src/operations/payouts/payout-schemas.ts";
import { invoiceOutcome } from "../../src/outcomes/invoice-outcome.ts";
import { payoutOutcome } from "../../src/outcomes/payout-outcome.ts";
import { widgetOutcome } from "../../src/outcomes/widget-outcome.ts";

type State = Invoice["state"];
const invoice = (state: string, totalDebitAmount = "0", more: Partial<Invoice> = {}): Invoice => ({
  id: "i1",
  currency: "USDT",
  amount: "10",
  state: state as State,
  totalDebitAmount,
  ...more,
});

describe("invoiceOutcome", () => {
  it.each([
    ["PENDING_PAYMENT", "0", undefined, "waiting"],
    ["PENDING_PAYMENT", "0.00", undefined, "waiting"],
    ["PENDING_PAYMENT", "0.000000000000000001", undefined, "detected"],
    ["MEM_POOL_FOUND", "0", undefined, "detected"],
    ["MEM_POOL_FOUND", "10", undefined, "detected"],
    ["PENDING_COMPLIANCE_CHECK", "10", undefined, "held"],
    ["PENDING_INTERVENTION", "9.99", "UNDERPAY", "underpaid"],
    ["PENDING_INTERVENTION", "10.01", "OVERPAY", "overpaid"],
    ["PENDING_INTERVENTION", "9.99", undefined, "underpaid"],
    ["PENDING_INTERVENTION", "10.01", undefined, "overpaid"],
    ["PENDING_INTERVENTION", "10.00", undefined, "held"],
    ["PAID", "10", undefined, "settled"],
    ["COMPLETED", "10", undefined, "settled"],
    ["ARCHIVED", "0", undefined, "expired"],
    ["ARCHIVED", "0.01", undefined, "late"],
    ["DECLINED", "10", undefined, "declined"],
  ] as const)("%s with %s received (%s) is %s", (state, received, interventionType, outcome) => {
    expect(invoiceOutcome(invoice(state, received, { interventionType })).outcome).toBe(outcome);
  });

  it("tells the exact remainder and surplus", () => {
    expect(
      invoiceOutcome(invoice("PENDING_INTERVENTION", "0.3", { amount: "0.4", interventionType: "UNDERPAY" })),
    ).toEqual({
      outcome: "underpaid",
      credited: false,
      inFull: false,
      received: "0.3",
      remaining: "0.1",
      surplus: "0",
    });
    expect(invoiceOutcome(invoice("PENDING_INTERVENTION", "10.10", { interventionType: "OVERPAY" }))).toMatchObject({
      remaining: "0",
      surplus: "0.1",
    });
  });

  it.each([
    ["PAID", "10", undefined, true],
    ["COMPLETED", "10.00", undefined, true],
    ["PAID", "10.5", "OVERPAY", true],
    ["PAID", "9.999999999999999999", undefined, false],
    ["COMPLETED", "9", "UNDERPAY", false],
    ["PAID", "10", "UNDERPAY", false],
    ["PENDING_PAYMENT", "10", undefined, false],
    ["ARCHIVED", "10", undefined, false],
  ] as const)("%s with %s of 10 (%s): in full is %s", (state, received, interventionType, inFull) => {
    expect(invoiceOutcome(invoice(state, received, { interventionType })).inFull).toBe(inFull);
  });

  it("is credited only when completed", () => {
    for (const state of invoiceStates) {
      expect(invoiceOutcome(invoice(state, "10")).credited).toBe(state === "COMPLETED");
    }
  });

  it("has neither remainder nor surplus without an amount", () => {
    expect(invoiceOutcome({ state: "PAID", totalDebitAmount: "3" })).toMatchObject({
      outcome: "settled",
      remaining: undefined,
      surplus: undefined,
    });
  });

  it.each(["REFUNDED", "paid", "", "constructor", undefined, null, 7])("refuses the unknown state %j", (state) => {
    expect(() => invoiceOutcome(invoice(state as string))).toThrow(
      expect.objectContaining({ name: "CalypsoStateError", code: "unknown_state" }),
    );
  });

  it("refuses an unknown intervention, and quotes no more than a word", () => {
    const more = { interventionType: "ALIENS" as "OVERPAY" };
    expect(() => invoiceOutcome(invoice("PENDING_INTERVENTION", "1", more))).toThrow(/ALIENS/);
    expect(() => invoiceOutcome(invoice("a b\nc"))).toThrow(/not a word/);
  });

  it("is total over known states and any amounts: money is never waiting, expired, or in full when short", () => {
    const units = fc.bigInt({ min: 0n, max: 10n ** 30n });
    const decimal = (value: bigint) => `${value / 10n ** 18n}.${String(value % 10n ** 18n).padStart(18, "0")}`;
    const types = fc.constantFrom(undefined, ...interventionTypes);
    fc.assert(
      fc.property(
        fc.constantFrom(...invoiceStates),
        units,
        units,
        types,
        (state, received, amount, interventionType) => {
          const result = invoiceOutcome(
            invoice(state, decimal(received), { amount: decimal(amount), interventionType }),
          );
          if (received > 0n) expect(["waiting", "expired"]).not.toContain(result.outcome);
          if (received < amount) expect(result.inFull).toBe(false);
          expect(result.remaining === "0" || result.surplus === "0").toBe(true);
        },
      ),
    );
  });
});

describe("widgetOutcome", () => {
  const widget = (widgetState: string, ...ids: string[]) => ({
    widgetState: widgetState as "IN_PROGRESS",
    invoices: ids.map((invoiceId) => ({ invoiceId })),
  });

  it.each([
    ["IN_PROGRESS", [], "waiting"],
    ["IN_PROGRESS", [["PENDING_PAYMENT", "0"]], "waiting"],
    ["IN_PROGRESS", [["ARCHIVED", "0"]], "waiting"],
    ["IN_PROGRESS", [["ARCHIVED", "1"]], "late"],
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
    ["ARCHIVED", [["ARCHIVED", "3"]], "late"],
    ["ARCHIVED", [["PAID", "10"]], "settled"],
    ["ARCHIVED", [["DECLINED", "10"]], "declined"],
  ] as const)("%s with %j is %s", (state, facts, outcome) => {
    const invoices = facts.map(([invoiceState, received], i) => invoice(invoiceState, received, { id: `i${i}` }));
    const result = widgetOutcome(widget(state, ...invoices.map(({ id }) => id)), invoices);
    expect(result.outcome).toBe(outcome);
    expect(result.best === undefined).toBe(facts.length === 0);
  });

  it("lists the other invoices that money came to", () => {
    const invoices = [
      invoice("PAID", "10", { id: "a" }),
      invoice("COMPLETED", "10", { id: "b" }),
      invoice("ARCHIVED", "0", { id: "c" }),
    ];
    const { best, others } = widgetOutcome(widget("COMPLETED", "a", "b", "c"), invoices);
    expect([best?.invoice.id, ...others.map((other) => other.invoice.id)]).toEqual(["a", "b"]);
  });

  it("refuses to overlook an invoice", () => {
    expect(() => widgetOutcome(widget("IN_PROGRESS", "a"), [])).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  });

  it("does not believe a completed widget without a settled invoice", () => {
    expect(() => widgetOutcome(widget("COMPLETED", "i1"), [invoice("PENDING_PAYMENT")])).toThrow(
      expect.objectContaining({ code: "inconsistent_state", retryable: true }),
    );
  });

  it("knows each state of the documentation, and refuses others", () => {
    for (const state of widgetStates) {
      expect(widgetOutcome(widget(state, "i1"), [invoice("COMPLETED", "10")]).outcome).toBe("settled");
    }
    expect(() => widgetOutcome(widget("PAUSED"), [])).toThrow(expect.objectContaining({ code: "unknown_state" }));
  });
});

describe("payoutOutcome", () => {
  it.each([
    ["CREATION_IN_PROGRESS", "in_progress"],
    ["PENDING_CONFIRMATION", "in_progress"],
    ["CONFIRMED", "in_progress"],
    ["IN_PROGRESS", "in_progress"],
    ["COMPLETED", "completed"],
    ["FAILED", "failed"],
    ["CANCELED", "canceled"],
  ] as const)("%s is %s", (state, outcome) => {
    const final = outcome !== "in_progress";
    expect(payoutOutcome({ state })).toMatchObject({ outcome, final, problems: [] });
  });

  it("has a row for each state of the documentation", () => {
    for (const state of payoutStates) expect(payoutOutcome({ state })).toBeDefined();
  });

  it.each(["CANCELLED", "", "completed", undefined])("refuses the unknown state %j", (state) => {
    expect(() => payoutOutcome({ state: state as "FAILED" })).toThrow(
      expect.objectContaining({ code: "unknown_state", retryable: false }),
    );
  });

  it("names the problems that are not resolved, each once", () => {
    const errors = [
      { status: "NOT_ENOUGH_FUNDS" as const, errorResolved: false },
      { status: "NOT_ENOUGH_FUNDS" as const },
      { status: "EXCEEDING_LIMIT" as const, errorResolved: true },
      { status: "SUCCESS" as const },
    ];
    expect(payoutOutcome({ state: "CONFIRMED", errors: { withdrawalErrors: [{ errors }] } }).problems).toEqual([
      "NOT_ENOUGH_FUNDS",
    ]);
  });
});
