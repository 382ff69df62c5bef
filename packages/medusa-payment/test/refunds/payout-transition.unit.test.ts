import fc from "fast-check";
import type { PayoutRow, RefundRow } from "../../src/modules/ledger/types";
import { effectOf, isAlarming } from "../../src/refunds/payout/payout-transition";

type Outcome = PayoutRow["outcome"];

const attempt = (outcome: Outcome, error: string | null = null) =>
  ({ id: "cpout_1", refund_id: "crefund_1", attempt: 1, outcome, state: "X", error }) as PayoutRow;
const refund = (state: RefundRow["state"], more: Partial<RefundRow> = {}) =>
  ({ id: "crefund_1", state, error: null, reversed_at: null, ...more }) as RefundRow;
const judge = (to: Outcome, from: PayoutRow, isLast: boolean, of: RefundRow) =>
  effectOf({ outcome: to, state: to.toUpperCase(), error: null }, from, isLast, of, "webhook");

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
  expect(judge(to, attempt(from), true, refund(state)).refund?.changes.state).toBe(expected);
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
const isDead = (outcome: unknown) => outcome === "failed" || outcome === "canceled";

it("an earlier attempt never changes how far its refund is; a dead one stays dead, and an alarm is raised if it doesn't", () => {
  fc.assert(
    fc.property(outcomes, ends, states, (from, to, state) => {
      const { payout, refund: effect } = judge(to, attempt(from), false, refund(state));
      expect(effect?.changes.state).toBeUndefined();
      const wasRaised = isDead(from) && !isDead(to);
      expect(isAlarming(effect?.changes.error ?? null)).toBe(wasRaised);
      if (isDead(from)) expect(isDead(payout.outcome)).toBe(true);
    }),
  );
});

it("nothing brings a refund back that was taken back", () => {
  fc.assert(
    fc.property(outcomes, ends, fc.boolean(), (from, to, isLast) => {
      const before = attempt(from);
      const { refund: effect } = judge(to, before, isLast, refund("canceled", { reversed_at: new Date() }));
      expect(effect?.changes.state).toBeUndefined();
    }),
  );
});

it("the warning that the money had arrived stays while the attempt is dead, and goes when it isn't", () => {
  const first = judge("failed", attempt("completed"), true, refund("completed"));
  const warned = String(first.payout.error);
  expect(warned).toMatch(/before trying again/);
  const again = judge("failed", attempt("failed", warned), true, refund("failed", { error: warned }));
  expect(again.payout.error).toBe(warned);
  expect(judge("completed", attempt("failed", warned), true, refund("failed")).refund?.changes).toEqual({
    state: "completed",
    error: null,
  });
});
