import { describe, expect, it } from "vitest";
import { checkName, findingOf, healthLooks, remedyOf } from "../../src/admin/health/health-looks";
import { en } from "../../src/admin/i18n/en";
import { invoiceOf, isUnderWay, OUTCOMES, paymentLooks } from "../../src/admin/payments/payment-looks";
import { isOpen, lastLink, REFUND_STATES, refundLooks } from "../../src/admin/refunds/refund-looks";
import { payment, paymentRow, refund } from "./samples";

const words = (key: string) =>
  key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], en);

const ATTENTION = [
  "late",
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

describe("what a payment looks like", () => {
  it.each([
    [{ outcome: "waiting" }, "grey", "outcome.waiting"],
    [{ outcome: "detected" }, "blue", "outcome.detected"],
    [{ outcome: "settled" }, "blue", "outcome.settled"],
    [{ outcome: "settled", captured_at: "x" }, "green", "outcome.captured"],
    [{ outcome: "settled", captured_at: "x", credited: true }, "green", "outcome.credited"],
    [{ outcome: "underpaid" }, "orange", "outcome.underpaid"],
    [{ outcome: "settled", captured_at: "x", attention: "overpaid" }, "red", "attention.overpaid"],
  ])("%j is %s, %s", (change, color, label) => {
    expect(paymentLooks(paymentRow(change))).toEqual({ color, label });
  });

  it("has words for each outcome, attention with its advice, and refund's state", () => {
    const keys = [
      ...OUTCOMES.map((outcome) => paymentLooks(paymentRow({ outcome })).label),
      ...ATTENTION.flatMap((each) => [`attention.${each}`, `advice.${each}`]),
      ...REFUND_STATES.map((state) => refundLooks(refund({ state })).label),
    ];
    expect(keys.filter((key) => typeof words(key) !== "string")).toEqual([]);
  });

  it("takes a widget's amounts from the invoice that money came for, else the last one opened", () => {
    const [first, second] = [paymentRow({ id: "a", received: "0.00" }), paymentRow({ id: "b" })];
    const paid = paymentRow({ id: "c", received: "0.5" });
    const widget = (invoices: ReturnType<typeof paymentRow>[]) => payment({ kind: "widget", invoices });
    expect(invoiceOf(widget([first, paid, second])).id).toBe("c");
    expect(invoiceOf(widget([first, second])).id).toBe("b");
    expect(invoiceOf(widget([])).id).toBe("cpay_1");
  });

  it("is looked at again while its money or a refund's is under way", () => {
    expect(isUnderWay(payment())).toBe(true);
    const done = { outcome: "settled", credited: true };
    expect(isUnderWay(payment(done))).toBe(false);
    expect(isUnderWay(payment({ ...done, refunds: [refund({ state: "in_progress" })] }))).toBe(true);
    expect(isUnderWay(payment({ ...done, refunds: [refund({ state: "failed" })] }))).toBe(false);
    expect(isUnderWay(payment({ ...done, refunds: [refund({ reversed_at: "x" })] }))).toBe(false);
  });
});

describe("what a refund looks like", () => {
  it("is red when its payout is dead, and grey once it is taken back", () => {
    expect(refundLooks(refund({ state: "failed" })).color).toBe("red");
    expect(refundLooks(refund({ state: "canceled" })).color).toBe("red");
    expect(refundLooks(refund({ state: "failed", reversed_at: "x" })).color).toBe("grey");
  });

  it("knows the link that can be used", () => {
    const link = { id: "l", expires_at: "2026-11-21T10:00:00Z", used_at: null, revoked_at: null };
    expect(lastLink(refund({ claim_links: [link] }))).toBe(link);
    expect(lastLink(refund({ claim_links: [{ ...link, used_at: "x" }] }))).toBeUndefined();
    expect(lastLink(refund({ claim_links: [link, { ...link, revoked_at: "x" }] }))).toBeUndefined();
    expect(isOpen(link, Date.parse("2026-11-21T09:59:59Z"))).toBe(true);
    expect(isOpen(link, Date.parse("2026-11-21T10:00:00Z"))).toBe(false);
  });
});

describe("what a health check looks like", () => {
  it("has a name and a remedy for each check, and none for what is well or not known", () => {
    for (const name of ["credentials", "clock", "webhooks", "events", "reconcile", "backlog"]) {
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
    expect(healthLooks("fail")).toEqual({ color: "red", label: "health.fail" });
  });
});
