import { describe, expect, it } from "vitest";
import { paymentActions } from "../../src/admin/payments/payment-actions";
import { refundActions } from "../../src/admin/refunds/refund-actions";
import { payment, refund } from "./samples";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const unclaimed = { captured: null, unclaimed: { fiat: "20", crypto: "21.7" } };

describe("what can be done about a payment", () => {
  it.each([
    ["waiting", payment(), []],
    [
      "underpaid",
      payment({ outcome: "underpaid", attention: "underpaid", refundable: unclaimed }),
      ["accept", "ask", "attach", "refund", "resolve"],
    ],
    [
      "late",
      payment({ outcome: "late", attention: "late", refundable: unclaimed }),
      ["accept", "attach", "refund", "resolve"],
    ],
    [
      "superseded and paid",
      payment({ outcome: "settled", attention: "superseded", refundable: unclaimed }),
      ["attach", "refund", "resolve"],
    ],
    [
      "captured",
      payment({ outcome: "settled", captured_at: "x", refundable: { captured: "49.90", unclaimed: null } }),
      ["refund"],
    ],
    [
      "refunded in full",
      payment({ outcome: "settled", captured_at: "x", refundable: { captured: "0.00", unclaimed: null } }),
      [],
    ],
    [
      "with a surplus left",
      payment({
        outcome: "settled",
        captured_at: "x",
        attention: "overpaid",
        refundable: { captured: "0", unclaimed: { fiat: "3", crypto: "3" } },
      }),
      ["refund", "resolve"],
    ],
    ["declined", payment({ outcome: "declined", attention: "declined" }), ["resolve"]],
    [
      "under way, with money that nobody needs to look at yet",
      payment({ outcome: "detected", refundable: unclaimed }),
      [],
    ],
  ])("%s", (_, given, actions) => {
    expect(paymentActions(given)).toEqual(actions);
  });
});

describe("what can be done about a refund", () => {
  const link = { id: "l", expires_at: "2026-11-21T11:00:00Z", used_at: null, revoked_at: null };
  const payout = { id: "p", attempt: 1, currency: "BTC", amount: "1", destination: "d", outcome: "in_progress" };
  const rest = { transaction_hash: null, fee: null, vendor_id: "v" };

  it.each([
    ["waiting for an address", {}, ["claimLink", "destination", "cancel"]],
    ["with an open link", { claim_links: [link] }, ["resend", "revoke", "destination", "cancel"]],
    [
      "with a link that ran out",
      { claim_links: [{ ...link, expires_at: "2026-11-21T09:00:00Z" }] },
      ["claimLink", "destination", "cancel"],
    ],
    ["without a currency", { crypto_currency: null }, ["destination", "cancel"]],
    ["waiting for approval", { state: "awaiting_approval" }, ["approve", "changeDestination", "cancel"]],
    ["ready, held by a limit", { state: "ready" }, ["retry", "changeDestination", "cancel"]],
    ["unknown: nothing but to look", { state: "unknown" }, ["check"]],
    ["on its way", { state: "in_progress", payouts: [{ ...payout, ...rest, batch_id: null }] }, ["check", "cancel"]],
    [
      "on its way in a mass payout",
      { state: "in_progress", payouts: [{ ...payout, ...rest, batch_id: "b" }] },
      ["check"],
    ],
    ["arrived", { state: "completed" }, []],
    ["failed", { state: "failed" }, ["retry", "changeDestination", "reverse"]],
    ["being taken back", { state: "failed", reversing_at: "x" }, ["check"]],
    ["taken back", { state: "failed", reversing_at: "x", reversed_at: "x" }, []],
  ])("%s", (_, change, actions) => {
    expect(refundActions(refund(change), NOW)).toEqual(actions);
  });
});
