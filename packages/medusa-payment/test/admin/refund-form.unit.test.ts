import { describe, expect, it } from "vitest";
import type { Preview } from "../../src/admin/api/types";
import {
  bodyOf,
  isRefused,
  isStale,
  newRefundForm,
  partsOf,
  problemsOf,
  RATE_GOOD_FOR_MS,
} from "../../src/admin/refunds/refund-form";
import { payment } from "./samples";

const captured = payment({
  captured_at: "x",
  sender_address: "TSender",
  refundable: { captured: "49.90", unclaimed: { fiat: "3.10", crypto: "3.37" } },
});
const form = newRefundForm(captured);

describe("the refund dialog's fields", () => {
  it("begins with everything, worth the same today, to an address that the shopper gives", () => {
    expect(bodyOf(form, captured)).toEqual({
      amount: "49.90",
      part: "captured",
      basis: "fiat",
      fee_payer: "merchant",
      currency: "USDT_TRX",
    });
    expect(problemsOf(form, captured)).toEqual({});
  });

  it("offers the parts that there is money for", () => {
    expect(partsOf(captured)).toEqual(["full", "part", "overpaid"]);
    const late = payment({ refundable: { captured: null, unclaimed: { fiat: "3", crypto: "3" } } });
    expect(partsOf(late)).toEqual(["overpaid"]);
    expect(newRefundForm(late).part).toBe("overpaid");
    expect(partsOf(payment({ refundable: { captured: "0", unclaimed: null } }))).toEqual([]);
  });

  it("asks for money that no order took as such", () => {
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
  ])("takes a part of %j: %s", (amount, problem) => {
    expect(problemsOf({ ...form, part: "part", amount }, captured).amount).toBe(problem);
  });

  it("writes a comma as a point, for the amount of crypto too", () => {
    const typed = { ...form, part: "part" as const, amount: " 12,5 ", basis: "custom" as const, customAmount: "0,01" };
    expect(bodyOf(typed, captured)).toMatchObject({ amount: "12.5", basis: "custom", crypto_amount: "0.01" });
    expect(problemsOf({ ...typed, customAmount: "" }, captured)).toEqual({ customAmount: "dialog.invalidAmount" });
  });

  it("sends to the sender's address only what somebody confirmed", () => {
    const sender = { ...form, where: "sender" as const };
    expect(problemsOf(sender, captured)).toEqual({ senderConfirmed: "dialog.confirmSender" });
    expect(problemsOf({ ...sender, senderConfirmed: true }, captured)).toEqual({});
    expect(bodyOf(sender, captured).destination).toBe("TSender");
  });

  it("sends no address that was typed before the shopper was chosen to give it", () => {
    expect(bodyOf({ ...form, address: "TTyped" }, captured)).not.toHaveProperty("destination");
    expect(bodyOf({ ...form, where: "typed", address: " TTyped " }, captured).destination).toBe("TTyped");
    expect(problemsOf({ ...form, where: "typed" }, captured)).toEqual({ address: "dialog.addressMissing" });
  });
});

describe("a preview", () => {
  const preview = { problems: [], rate_read_at: "2026-11-21T10:00:00Z" } as unknown as Preview;
  const at = Date.parse("2026-11-21T10:00:00Z");

  it("can't be confirmed over too much or to a wrong address; a low balance waits", () => {
    expect(isRefused({ ...preview, problems: ["amount"] })).toBe(true);
    expect(isRefused({ ...preview, problems: ["address"] })).toBe(true);
    expect(isRefused({ ...preview, problems: ["balance", "minimum"] })).toBe(false);
  });

  it("grows stale with its rate, and not without one", () => {
    expect(isStale(preview, at + RATE_GOOD_FOR_MS)).toBe(false);
    expect(isStale(preview, at + RATE_GOOD_FOR_MS + 1)).toBe(true);
    expect(isStale({ ...preview, rate_read_at: null }, at + 10 * RATE_GOOD_FOR_MS)).toBe(false);
  });
});
