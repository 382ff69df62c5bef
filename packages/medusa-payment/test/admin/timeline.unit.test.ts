import { describe, expect, it } from "vitest";
import { timelineOf } from "../../src/admin/payments/timeline";
import { audit, payment, paymentRow } from "./samples";

const read = (from_state: string, to_state: string, state: string, received = "0") =>
  audit("payment.read", { from_state, to_state, data: { state, received } });

const steps = (given: Parameters<typeof payment>[0]) =>
  timelineOf(payment(given)).map(({ step, tone }) => (tone === "done" ? step : `${step} (${tone})`));

describe("the timeline of a payment", () => {
  it("shows a fresh invoice and what is still to come", () => {
    expect(steps({ audit: [audit("payment.opened"), audit("creation.done")] })).toEqual([
      "created",
      "settled (ahead)",
      "captured (ahead)",
      "credited (ahead)",
    ]);
  });

  it("goes from the invoice to the balance, in the order in which it happened", () => {
    const trail = [
      read("waiting", "detected", "MEM_POOL_FOUND"),
      audit("order.placed"),
      read("detected", "settled", "PAID", "54.25"),
      audit("payment.captured"),
      read("settled", "settled", "COMPLETED", "54.25"),
      audit("payment.closed"),
    ];
    const settled = { outcome: "settled", captured_at: "2026-11-21T10:01:00Z", credited: true, audit: trail };
    expect(steps(settled)).toEqual(["created", "detected", "ordered", "settled", "captured", "credited"]);
    expect(timelineOf(payment(settled))[3]).toMatchObject({ amount: "54.25", at: trail[2]?.created_at });
  });

  it("shows one read as both paid and credited, where it came late", () => {
    const trail = [read("waiting", "settled", "COMPLETED", "54.25"), audit("payment.captured")];
    expect(steps({ outcome: "settled", captured_at: "x", credited: true, audit: trail })).toEqual([
      "created",
      "settled",
      "credited",
      "captured",
    ]);
  });

  it("promises nothing for a payment that needs a person or is over", () => {
    const trail = [read("waiting", "underpaid", "PENDING_INTERVENTION", "20"), audit("attention.underpaid")];
    expect(steps({ outcome: "underpaid", attention: "underpaid", received: "20", audit: trail })).toEqual([
      "created",
      "underpaid (problem)",
      "noticed (problem)",
    ]);
    expect(steps({ outcome: "expired", audit: [read("waiting", "expired", "ARCHIVED")] })).toEqual([
      "created",
      "expired (problem)",
    ]);
  });

  it("doesn't promise what was skipped: an accepted payment is captured without having been paid in full", () => {
    const trail = [audit("payment.accepted"), audit("payment.captured")];
    expect(steps({ outcome: "settled", captured_at: "x", audit: trail })).toEqual([
      "created",
      "accepted",
      "captured",
      "credited (ahead)",
    ]);
  });

  it("says who intervened and why, and keeps quiet about machines", () => {
    const by = { actor: "admin:user_1", reason: "the customer is known" };
    const follows = audit("order.placed", { actor: "admin:user_1" });
    const entries = timelineOf(payment({ audit: [audit("payment.accepted", by), follows] }));
    expect(entries.find(({ step }) => step === "accepted")).toMatchObject(by);
    expect(entries.find(({ step }) => step === "ordered")).not.toHaveProperty("actor");
  });

  it("takes the amount that is due from a widget's invoice", () => {
    const invoices = [paymentRow({ crypto_amount: "7", received: "7" })];
    expect(timelineOf(payment({ kind: "widget", crypto_amount: null, invoices }))[0]).toMatchObject({ amount: "7" });
  });
});
