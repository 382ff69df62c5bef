import { describe, expect, it } from "vitest";
import type { Preview } from "../../src/admin/api/refund";
import {
  bodyOf,
  isRefused,
  isStale,
  newRefundForm,
  partsOf,
  problemsOf,
  RATE_GOOD_FOR_MS,
} from "../../src/admin/refunds/refund-form";
import { samplePayment } from "./samples";

const captured = samplePayment({
  captured_at: "x",
  sender_address: "TSender",
  refundable: { captured: "49.90", unclaimed: { fiat: "3.10", crypto: "3.37" } },
});
const form = newRefundForm(captured);

describe("the refund form", () => {
  it("starts with the full amount, sent to the shopper's choice", () => {
    expect(bodyOf(form, captured)).toEqual({
      amount: "49.90",
      part: "captured",
      basis: "fiat",
      fee_payer: "merchant",
      currency: "USDT_TRX",
    });
    expect(problemsOf(form, captured)).toEqual({});
  });

  it("offers the parts that have money", () => {
    expect(partsOf(captured)).toEqual(["full", "part", "overpaid"]);
    const late = samplePayment({ refundable: { captured: null, unclaimed: { fiat: "3", crypto: "3" } } });
    expect(partsOf(late)).toEqual(["overpaid"]);
    expect(newRefundForm(late).part).toBe("overpaid");
    expect(partsOf(samplePayment({ refundable: { captured: "0", unclaimed: null } }))).toEqual([]);
  });

  it("requests unclaimed money as a part of its own", () => {
    expect(bodyOf({ ...form, part: "overpaid" }, captured)).toMatchObject({ amount: "3.10", part: "unclaimed" });
  });

  it.each([
    ["12.50", undefined],
    ["12,50", undefined],
    ["49.90", undefined],
    ["49.91", "dialog.tooMuch"],
    ["0", "dialog.invalidAmount"],
    ["", "dialog.invalidAmount"],
    ["1e3", "dialog.invalidAmount"],
    ["-1", "dialog.invalidAmount"],
    ["1,000.50", "dialog.invalidAmount"],
    ["NaN", "dialog.invalidAmount"],
  ])("checks a partial amount of %j: %s", (amount, problem) => {
    expect(problemsOf({ ...form, part: "part", amount }, captured).amount).toBe(problem);
  });

  it("accepts a decimal comma in fiat and crypto", () => {
    const typed = { ...form, part: "part" as const, amount: " 12,5 ", basis: "custom" as const, customAmount: "0,01" };
    expect(bodyOf(typed, captured)).toMatchObject({ amount: "12.5", basis: "custom", crypto_amount: "0.01" });
    expect(problemsOf({ ...typed, customAmount: "" }, captured)).toEqual({ customAmount: "dialog.invalidAmount" });
  });

  it("requires confirmation of the sender's address", () => {
    const sender = { ...form, where: "sender" as const };
    expect(problemsOf(sender, captured)).toEqual({ senderConfirmed: "dialog.confirmSender" });
    expect(problemsOf({ ...sender, senderConfirmed: true }, captured)).toEqual({});
    expect(bodyOf(sender, captured).destination).toBe("TSender");
  });

  it("sends a typed address only if it is the chosen one", () => {
    expect(bodyOf({ ...form, address: "TTyped" }, captured)).not.toHaveProperty("destination");
    expect(bodyOf({ ...form, where: "typed", address: " TTyped " }, captured).destination).toBe("TTyped");
    expect(problemsOf({ ...form, where: "typed" }, captured)).toEqual({ address: "dialog.addressMissing" });
  });
});

describe("a preview", () => {
  const preview = { problems: [], rate_read_at: "2026-11-21T10:00:00Z" } as unknown as Preview;
  const at = Date.parse("2026-11-21T10:00:00Z");

  it("is refused for its amount or address, not its balance", () => {
    expect(isRefused({ ...preview, problems: ["amount"] })).toBe(true);
    expect(isRefused({ ...preview, problems: ["address"] })).toBe(true);
    expect(isRefused({ ...preview, problems: ["balance", "minimum"] })).toBe(false);
  });

  it("becomes stale a minute after its rate", () => {
    expect(isStale(preview, at + RATE_GOOD_FOR_MS)).toBe(false);
    expect(isStale(preview, at + RATE_GOOD_FOR_MS + 1)).toBe(true);
    expect(isStale({ ...preview, rate_read_at: null }, at + 10 * RATE_GOOD_FOR_MS)).toBe(false);
  });
});
