import { describe, expect, it } from "vitest";
import { paymentActions } from "../../src/admin/payments/payment-actions";
import { refundActions } from "../../src/admin/refunds/refund-actions";
import { samplePayment, sampleRefund } from "./samples";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const unclaimed = { captured: null, unclaimed: { fiat: "20", crypto: "21.7" } };

describe("paymentActions", () => {
  it.each([
    ["waiting", samplePayment(), []],
    [
      "underpaid",
      samplePayment({ outcome: "underpaid", attention: "underpaid", refundable: unclaimed }),
      ["accept", "ask", "attach", "refund", "resolve"],
    ],
    [
      "late",
      samplePayment({ outcome: "late", attention: "late", refundable: unclaimed }),
      ["accept", "attach", "refund", "resolve"],
    ],
    [
      "superseded and paid",
      samplePayment({ outcome: "settled", attention: "superseded", refundable: unclaimed }),
      ["attach", "refund", "resolve"],
    ],
    [
      "captured",
      samplePayment({ outcome: "settled", captured_at: "x", refundable: { captured: "49.90", unclaimed: null } }),
      ["refund"],
    ],
    [
      "refunded in full",
      samplePayment({ outcome: "settled", captured_at: "x", refundable: { captured: "0.00", unclaimed: null } }),
      [],
    ],
    [
      "with a surplus left",
      samplePayment({
        outcome: "settled",
        captured_at: "x",
        attention: "overpaid",
        refundable: { captured: "0", unclaimed: { fiat: "3", crypto: "3" } },
      }),
      ["refund", "resolve"],
    ],
    ["declined", samplePayment({ outcome: "declined", attention: "declined" }), ["resolve"]],
    ["under way, without attention", samplePayment({ outcome: "detected", refundable: unclaimed }), []],
  ])("%s", (_, given, actions) => {
    expect(paymentActions(given)).toEqual(actions);
  });
});

describe("refundActions", () => {
  const link = { id: "l", expires_at: "2026-11-21T11:00:00Z", used_at: null, revoked_at: null };
  const payout = { id: "p", attempt: 1, currency: "BTC", amount: "1", destination: "d", outcome: "in_progress" };
  const rest = { transaction_hash: null, fee: null, vendor_id: "v" };

  it.each([
    ["waiting for an address", {}, ["claimLink", "destination", "cancel"]],
    ["with an open link", { claim_links: [link] }, ["resend", "revoke", "destination", "cancel"]],
    [
      "with an expired link",
      { claim_links: [{ ...link, expires_at: "2026-11-21T09:00:00Z" }] },
      ["claimLink", "destination", "cancel"],
    ],
    ["without a currency", { crypto_currency: null }, ["destination", "cancel"]],
    ["waiting for approval", { state: "awaiting_approval" }, ["approve", "changeDestination", "cancel"]],
    ["ready, held by a limit", { state: "ready" }, ["retry", "changeDestination", "cancel"]],
    ["unknown", { state: "unknown" }, ["check"]],
    ["in progress", { state: "in_progress", payouts: [{ ...payout, ...rest, batch_id: null }] }, ["check", "cancel"]],
    [
      "in progress in a mass payout",
      { state: "in_progress", payouts: [{ ...payout, ...rest, batch_id: "b" }] },
      ["check"],
    ],
    ["completed", { state: "completed" }, []],
    ["failed", { state: "failed" }, ["retry", "changeDestination", "reverse"]],
    ["being reversed", { state: "failed", reversing_at: "x" }, ["check"]],
    ["reversed", { state: "failed", reversing_at: "x", reversed_at: "x" }, []],
  ])("%s", (_, change, actions) => {
    expect(refundActions(sampleRefund(change), NOW)).toEqual(actions);
  });
});
