import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interventionTypes, invoiceStates } from "../../src/operations/invoices/invoice-schemas.ts";
import { invoiceOutcome } from "../../src/outcomes/invoice-outcome.ts";
import { invoice } from "../support/invoice.ts";

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
    ["PENDING_INTERVENTION", "10.00", undefined, "intervention"],
    ["PAID", "10", undefined, "settled"],
    ["COMPLETED", "10", undefined, "settled"],
    ["ARCHIVED", "0", undefined, "expired"],
    ["ARCHIVED", "0.01", undefined, "expired_partial"],
    ["ARCHIVED", "9.999999999999999999", undefined, "expired_partial"],
    ["ARCHIVED", "10.00", undefined, "late"],
    ["ARCHIVED", "10.01", undefined, "late"],
    ["DECLINED", "10", undefined, "declined"],
  ] as const)("%s with %s received (%s) is %s", (state, received, interventionType, outcome) => {
    expect(invoiceOutcome(invoice(state, received, { interventionType })).outcome).toBe(outcome);
  });

  it("computes the exact remainder and surplus", () => {
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
  ] as const)("%s with %s of 10 (%s) is in full: %s", (state, received, interventionType, inFull) => {
    expect(invoiceOutcome(invoice(state, received, { interventionType })).inFull).toBe(inFull);
  });

  it("is credited only if completed", () => {
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

  it("refuses an unknown intervention, quoting at most a word", () => {
    const more = { interventionType: "ALIENS" as "OVERPAY" };
    expect(() => invoiceOutcome(invoice("PENDING_INTERVENTION", "1", more))).toThrow(/ALIENS/);
    expect(() => invoiceOutcome(invoice("a b\nc"))).toThrow(/not a word/);
  });

  it("never calls money waiting or expired, or a shortfall in full", () => {
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
