import { describe, expect, it } from "vitest";
import { checkName, findingOf, healthAppearance, remedyOf } from "../../src/admin/health/health-appearance";
import { en } from "../../src/admin/i18n/en";
import { invoiceOf } from "../../src/admin/payments/invoice-of";
import { isUnderWay } from "../../src/admin/payments/is-under-way";
import { OUTCOMES, paymentAppearance } from "../../src/admin/payments/payment-appearance";
import { isClaimLinkOpen, lastClaimLink } from "../../src/admin/refunds/last-claim-link";
import { REFUND_STATES, refundAppearance } from "../../src/admin/refunds/refund-appearance";
import { samplePayment, samplePaymentRow, sampleRefund } from "./samples";

const words = (key: string) =>
  key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], en);

const ATTENTION = [
  "late",
  "expired_partial",
  "intervention",
  "superseded",
  "duplicate",
  "canceled",
  "underpaid",
  "overpaid",
  "mismatch",
  "cannot_complete",
  "declined",
  "expired",
];

describe("payment appearance", () => {
  it.each([
    [{ outcome: "waiting" }, "grey", "outcome.waiting"],
    [{ outcome: "detected" }, "blue", "outcome.detected"],
    [{ outcome: "settled" }, "blue", "outcome.settled"],
    [{ outcome: "settled", captured_at: "x" }, "green", "outcome.captured"],
    [{ outcome: "settled", captured_at: "x", credited: true }, "green", "outcome.credited"],
    [{ outcome: "underpaid" }, "orange", "outcome.underpaid"],
    [{ outcome: "settled", captured_at: "x", attention: "overpaid" }, "red", "attention.overpaid"],
  ])("%j is %s, %s", (change, color, label) => {
    expect(paymentAppearance(samplePaymentRow(change))).toEqual({ color, label });
  });

  it("has a text for every outcome, attention and refund state", () => {
    const keys = [
      ...OUTCOMES.map((outcome) => paymentAppearance(samplePaymentRow({ outcome })).label),
      ...ATTENTION.flatMap((each) => [`attention.${each}`, `advice.${each}`]),
      ...REFUND_STATES.map((state) => refundAppearance(sampleRefund({ state })).label),
    ];
    expect(keys.filter((key) => typeof words(key) !== "string")).toEqual([]);
  });

  it("takes a widget's amounts from its paid or last invoice", () => {
    const [first, second] = [samplePaymentRow({ id: "a", received: "0.00" }), samplePaymentRow({ id: "b" })];
    const paid = samplePaymentRow({ id: "c", received: "0.5" });
    const widget = (invoices: ReturnType<typeof samplePaymentRow>[]) => samplePayment({ kind: "widget", invoices });
    expect(invoiceOf(widget([first, paid, second])).id).toBe("c");
    expect(invoiceOf(widget([first, second])).id).toBe("b");
    expect(invoiceOf(widget([])).id).toBe("cpay_1");
  });

  it("polls while a payment or a refund is under way", () => {
    expect(isUnderWay(samplePayment())).toBe(true);
    const done = { outcome: "settled", credited: true };
    expect(isUnderWay(samplePayment(done))).toBe(false);
    expect(isUnderWay(samplePayment({ ...done, refunds: [sampleRefund({ state: "in_progress" })] }))).toBe(true);
    expect(isUnderWay(samplePayment({ ...done, refunds: [sampleRefund({ state: "failed" })] }))).toBe(false);
    expect(isUnderWay(samplePayment({ ...done, refunds: [sampleRefund({ reversed_at: "x" })] }))).toBe(false);
  });
});

describe("refund appearance", () => {
  it("is red for a failed payout and grey once reversed", () => {
    expect(refundAppearance(sampleRefund({ state: "failed" })).color).toBe("red");
    expect(refundAppearance(sampleRefund({ state: "canceled" })).color).toBe("red");
    expect(refundAppearance(sampleRefund({ state: "failed", reversed_at: "x" })).color).toBe("grey");
  });

  it("finds the last usable claim link", () => {
    const link = { id: "l", expires_at: "2026-11-21T10:00:00Z", used_at: null, revoked_at: null };
    expect(lastClaimLink(sampleRefund({ claim_links: [link] }))).toBe(link);
    expect(lastClaimLink(sampleRefund({ claim_links: [{ ...link, used_at: "x" }] }))).toBeUndefined();
    expect(lastClaimLink(sampleRefund({ claim_links: [link, { ...link, revoked_at: "x" }] }))).toBeUndefined();
    expect(isClaimLinkOpen(link, Date.parse("2026-11-21T09:59:59Z"))).toBe(true);
    expect(isClaimLinkOpen(link, Date.parse("2026-11-21T10:00:00Z"))).toBe(false);
  });
});

describe("health appearance", () => {
  it("has a name and a remedy for each known failed check", () => {
    for (const name of ["credentials", "clock", "webhooks", "events", "reconcile", "backlog", "lifetime"]) {
      expect(words(String(checkName(name)))).toEqual(expect.any(String));
      expect(words(String(remedyOf({ name, status: "fail" })))).toEqual(expect.any(String));
      expect(remedyOf({ name, status: "ok" })).toBeUndefined();
    }
    expect(checkName("tea")).toBeUndefined();
    const found = (name: string, status: "ok" | "fail" = "ok") =>
      findingOf(
        { name, status, message: "the key is wrong" },
        { last_event_at: "2026-11-21", last_reconcile_at: null },
      );
    expect(found("credentials")).toEqual({ key: "health.keyWorks" });
    expect(found("credentials", "fail")).toEqual({ sentence: "The key is wrong." });
    expect(found("events")).toEqual({ key: "health.lastEvent", date: "2026-11-21" });
    expect(found("reconcile")).toEqual({ key: "health.noRun" });
    expect(found("backlog")).toBeNull();
    expect(healthAppearance("fail")).toEqual({ color: "red", label: "health.fail" });
  });
});
