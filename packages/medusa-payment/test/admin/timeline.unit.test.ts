import { describe, expect, it } from "vitest";
import { buildTimeline } from "../../src/admin/payments/build-timeline";
import { sampleAudit, samplePayment, samplePaymentRow } from "./samples";

const read = (from_state: string, to_state: string, state: string, received = "0") =>
  sampleAudit("payment.read", { from_state, to_state, data: { state, received } });

const steps = (given: Parameters<typeof samplePayment>[0]) =>
  buildTimeline(samplePayment(given)).map(({ step, tone }) => (tone === "done" ? step : `${step} (${tone})`));

describe("buildTimeline", () => {
  it("shows a new invoice and the steps ahead", () => {
    expect(steps({ audit: [sampleAudit("payment.opened"), sampleAudit("creation.done")] })).toEqual([
      "created",
      "settled (ahead)",
      "captured (ahead)",
      "credited (ahead)",
    ]);
  });

  it("goes from the invoice to the balance in order", () => {
    const trail = [
      read("waiting", "detected", "MEM_POOL_FOUND"),
      sampleAudit("order.placed"),
      read("detected", "settled", "PAID", "54.25"),
      sampleAudit("payment.captured"),
      read("settled", "settled", "COMPLETED", "54.25"),
      sampleAudit("payment.closed"),
    ];
    const settled = { outcome: "settled", captured_at: "2026-11-21T10:01:00Z", credited: true, audit: trail };
    expect(steps(settled)).toEqual(["created", "detected", "ordered", "settled", "captured", "credited"]);
    expect(buildTimeline(samplePayment(settled))[3]).toMatchObject({ amount: "54.25", at: trail[2]?.created_at });
  });

  it("shows one late read as both paid and credited", () => {
    const trail = [read("waiting", "settled", "COMPLETED", "54.25"), sampleAudit("payment.captured")];
    expect(steps({ outcome: "settled", captured_at: "x", credited: true, audit: trail })).toEqual([
      "created",
      "settled",
      "credited",
      "captured",
    ]);
  });

  it("has no steps ahead for attention or a terminal state", () => {
    const trail = [read("waiting", "underpaid", "PENDING_INTERVENTION", "20"), sampleAudit("attention.underpaid")];
    expect(steps({ outcome: "underpaid", attention: "underpaid", received: "20", audit: trail })).toEqual([
      "created",
      "underpaid (problem)",
      "flagged (problem)",
    ]);
    expect(steps({ outcome: "expired", audit: [read("waiting", "expired", "ARCHIVED")] })).toEqual([
      "created",
      "expired (problem)",
    ]);
  });

  it("drops skipped steps of an accepted payment", () => {
    const trail = [sampleAudit("payment.accepted"), sampleAudit("payment.captured")];
    expect(steps({ outcome: "settled", captured_at: "x", audit: trail })).toEqual([
      "created",
      "accepted",
      "captured",
      "credited (ahead)",
    ]);
  });

  it("names the admin who intervened, and no machine", () => {
    const by = { actor: "admin:user_1", reason: "the customer is known" };
    const follows = sampleAudit("order.placed", { actor: "admin:user_1" });
    const entries = buildTimeline(samplePayment({ audit: [sampleAudit("payment.accepted", by), follows] }));
    expect(entries.find(({ step }) => step === "accepted")).toMatchObject(by);
    expect(entries.find(({ step }) => step === "ordered")).not.toHaveProperty("actor");
  });

  it("takes the amount due from a widget's invoice", () => {
    const invoices = [samplePaymentRow({ crypto_amount: "7", received: "7" })];
    expect(buildTimeline(samplePayment({ kind: "widget", crypto_amount: null, invoices }))[0]).toMatchObject({
      amount: "7",
    });
  });
});
