import fc from "fast-check";
import type { PayoutRow, RefundRow } from "../../src/modules/ledger/types";
import { isAlarming, payoutTransition } from "../../src/refunds/payout/payout-transition";

type Outcome = PayoutRow["outcome"];

const attempt = (outcome: Outcome, error_code: PayoutRow["error_code"] = null) =>
  ({ id: "cpout_1", refund_id: "crefund_1", attempt: 1, outcome, state: "X", error: null, error_code }) as PayoutRow;
const refund = (state: RefundRow["state"], more: Partial<RefundRow> = {}) =>
  ({ id: "crefund_1", state, error: null, error_code: null, reversed_at: null, ...more }) as RefundRow;
const after = (to: Outcome, before: PayoutRow, isLast: boolean, of: RefundRow) => {
  const changes = { outcome: to, state: to.toUpperCase(), error: null };
  return payoutTransition({ changes, before, isLast, refund: of, actor: "webhook" });
};

it.each<[Outcome, Outcome, RefundRow["state"], RefundRow["state"] | undefined]>([
  ["unknown", "in_progress", "submitting", "in_progress"],
  ["pending", "in_progress", "failed", "in_progress"],
  ["in_progress", "in_progress", "in_progress", undefined],
  ["in_progress", "completed", "in_progress", "completed"],
  ["in_progress", "failed", "in_progress", "failed"],
  ["in_progress", "canceled", "in_progress", "canceled"],
  ["failed", "completed", "failed", "completed"],
  ["failed", "failed", "ready", undefined],
  ["completed", "failed", "completed", "failed"],
])("the last attempt: %s that becomes %s takes a refund that is %s to %s", (from, to, state, expected) => {
  expect(after(to, attempt(from), true, refund(state)).refund?.changes.state).toBe(expected);
});

const outcomes = fc.constantFrom<Outcome>("pending", "unknown", "in_progress", "completed", "failed", "canceled");
const ends = fc.constantFrom<Outcome>("in_progress", "completed", "failed", "canceled");
const states = fc.constantFrom<RefundRow["state"]>(
  "ready",
  "unknown",
  "in_progress",
  "completed",
  "failed",
  "canceled",
);
const hasFailed = (outcome: unknown) => outcome === "failed" || outcome === "canceled";

it("an earlier attempt never changes how far its refund is; a failed one stays failed, and an alarm is raised if it doesn't", () => {
  fc.assert(
    fc.property(outcomes, ends, states, (from, to, state) => {
      const { payout, refund: effect } = after(to, attempt(from), false, refund(state));
      expect(effect?.changes.state).toBeUndefined();
      const wasRaised = hasFailed(from) && !hasFailed(to);
      expect(isAlarming(effect?.changes.error_code ?? null)).toBe(wasRaised);
      if (hasFailed(from)) expect(hasFailed(payout.outcome)).toBe(true);
    }),
  );
});

it("nothing brings a refund back that was taken back", () => {
  fc.assert(
    fc.property(outcomes, ends, fc.boolean(), (from, to, isLast) => {
      const before = attempt(from);
      const { refund: effect } = after(to, before, isLast, refund("canceled", { reversed_at: new Date() }));
      expect(effect?.changes.state).toBeUndefined();
    }),
  );
});

it("the warning that the money had arrived stays while the attempt is failed, and goes when it isn't", () => {
  const first = after("failed", attempt("completed"), true, refund("completed"));
  expect(first.payout).toMatchObject({
    error_code: "completed_before",
    error: expect.stringMatching(/before trying again/),
  });
  const { error } = first.payout as { error: string };
  const warned = refund("failed", { error, error_code: "completed_before" });
  const again = after("failed", attempt("failed", "completed_before"), true, warned);
  expect(again.payout).toMatchObject({ error_code: "completed_before", error });
  expect(after("completed", attempt("failed", "completed_before"), true, warned).refund?.changes).toEqual({
    state: "completed",
    error: null,
    error_code: null,
  });
});

it("decides the same whatever the sentences say", () => {
  const codes = fc.constantFrom(null, "paid_twice", "paid_after_reversal", "completed_before");
  fc.assert(
    fc.property(outcomes, ends, states, codes, fc.boolean(), fc.string(), (from, to, state, code, isLast, sentence) => {
      const decided = (error: string | null) => {
        const before = { ...attempt(from, code as PayoutRow["error_code"]), error };
        return { ...after(to, before, isLast, { ...refund(state), error }).payout, error: undefined };
      };
      expect(decided(sentence)).toEqual(decided(null));
    }),
  );
});
